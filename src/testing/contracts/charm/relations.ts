import assert from 'node:assert/strict';
import type { Suite } from '../suite.ts';
import type { Subject } from './charm.ts';
import { assertIdle, writes } from './configs.ts';

/** What holds of its `backup` relations. */
export function describeRelations({ it }: Suite, { inLife }: Subject): void {
  it(
    'waits for a provider, and publishes when there is one',
    inLife(
      async (life) => {
        for (const { name, status } of life.units) {
          assert.equal(status.status, 'waiting', `${name} is ${status.status}: ${status.message}`);
        }
        await assertIdle(life);
        await life.step((deployment) => deployment.integrate('provider-0'));
        life.assertActive();
        assert.ok(Object.keys(life.databags[0] ?? {}).length > 0, 'the databag is empty');
      },
      { relations: 0 },
    ),
  );

  it(
    'publishes in several relations, and takes no notice in the others when one goes',
    inLife(
      async (life) => {
        const [first = {}, second = {}] = life.databags;
        assert.ok(Object.keys(first).length > 0 && Object.keys(second).length > 0);
        await assertIdle(life);
        const [id = ''] = life.deployment.relationIds();
        const hooks = await life.step((deployment) => deployment.removeRelation(id));
        const sets = writes(hooks).filter((call) => call.includes(' relation-set -r backup'));
        assert.deepEqual(sets, [], 'another relation is written');
        assert.deepEqual(life.databags, [second]);
        // What one provider alone was to save may have none now, which a unit says.
        await assertIdle(life);
      },
      { relations: 2 },
    ),
  );

  it(
    'waits when the last provider has gone, and publishes the same when one comes back',
    inLife(async (life) => {
      const { databags } = life;
      const [id = ''] = life.deployment.relationIds();
      await life.step((deployment) => deployment.removeRelation(id));
      for (const { status } of life.units) assert.equal(status.status, 'waiting');
      await life.step((deployment) => deployment.integrate('provider-0'));
      life.assertActive();
      assert.deepEqual(life.databags, databags);
    }),
  );
}
