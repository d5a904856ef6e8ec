import assert from 'node:assert/strict';
import type { FrontEnd } from '../../run/front-end.ts';
import type { Suite } from '../suite.ts';
import type { Subject } from './charm.ts';
import { assertIdle } from './configs.ts';

/** What holds of its units, of which one is the leader. */
export function describeUnits({ it }: Suite, { inLife }: Subject): void {
  it(
    'changes nothing when another unit leads, which then publishes the next config',
    inLife(async (life) => {
      await life.configure(1);
      const second = life.result;
      await life.configure(0);
      const first = life.result;
      await life.step((deployment) => deployment.setLeader(life.unit(1)));
      assert.deepEqual(life.result, first);
      life.assertActive();
      await assertIdle(life);
      await life.configure(1);
      life.assertActive();
      assert.deepEqual(life.result, second);
    }),
  );

  it(
    'brings a new unit to what the others have',
    inLife(async (life) => {
      const { databags, files } = life.result;
      await life.step((deployment) => deployment.addUnit());
      life.layFiles();
      await life.step((deployment) => deployment.updateStatus());
      life.assertActive();
      assert.deepEqual(life.result, { databags, files: [...files, files[0]] });
      await assertIdle(life);
    }),
  );

  it('publishes nothing that a unit says once it leads no more', async () => {
    let ended = (_unit: string) => {};
    const around = (real: FrontEnd): FrontEnd => ({
      ...real,
      async run(hook) {
        const exit = await real.run(hook);
        ended(hook.unit);
        return exit;
      },
    });
    const test = inLife(
      async (life) => {
        await life.configure(1);
        const second = life.result;
        await life.configure(0);
        const first = life.result;
        // The next leader has seen the new config by then, and left it to this one.
        await life.step((deployment) => deployment.setLeader(life.unit(1)));
        ended = (unit) => {
          if (unit !== life.deployment.leader) return;
          ended = () => {};
          life.deployment.elect(life.unit(0));
        };
        const hooks = await life.deployment.configure(life.changesTo(1));
        const isRefused = hooks.some(({ commitError }) => commitError !== undefined);
        assert.ok(isRefused, 'the leader published nothing that could be refused');
        assert.ok(
          [first, second].some(({ databags }) => matches(databags, life.databags)),
          'a databag is that of no config',
        );
        await life.resolve();
        await life.step((deployment) => deployment.updateStatus());
        assert.deepEqual(life.result, second);
        life.assertActive();
      },
      { around },
    );
    await test();
  });
}

export function matches(one: unknown, other: unknown): boolean {
  try {
    assert.deepEqual(one, other);
    return true;
  } catch {
    return false;
  }
}
