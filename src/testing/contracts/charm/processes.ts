import assert from 'node:assert/strict';
import { asProcesses } from '../../process/front-end.ts';
import type { Suite } from '../suite.ts';
import { assertIdle } from './configs.ts';
import { assertAllOrNothing } from './failures.ts';
import { assertLeaves } from './leaving.ts';
import { Life } from './life.ts';
import type { CharmTrial } from './trial.ts';

/** What holds of the charm as Juju runs it, and when it is killed, at every call of a hook tool. */
export function describeProcesses(
  { it }: Suite,
  { charmDir }: { readonly charmDir: string },
  trial: CharmTrial,
): void {
  it('publishes what each config says, is idle then, and leaves nothing behind', async () => {
    await using life = await Life.begin(trial, asProcesses({ charmDir }), { units: 1 });
    for (const place of trial.configs.keys()) {
      await life.configure(place);
      life.assertActive();
      assert.ok(Object.keys(life.databags[0] ?? {}).length > 0, 'the databag is empty');
    }
    await assertIdle(life);
    await assertLeaves(life, life.unit(0));
  });

  it('publishes all or nothing when it is killed, and the next event puts it right', async () => {
    let call = 0;
    let killedAt: number | undefined;
    const frontEnd = asProcesses({
      charmDir,
      onCall(hook) {
        call++;
        if (call === killedAt) hook.kill();
      },
    });
    await using life = await Life.begin(trial, frontEnd, { units: 1 });
    const known = [life.kept];
    const { result: first } = life;
    call = 0;
    await life.configure(1);
    const calls = call;
    const { result: second } = life;
    known.push(life.kept);
    await life.configure(0);
    known.push(life.kept);
    assert.deepEqual(life.result, first);

    for (let at = 1; at <= calls; at++) {
      call = 0;
      killedAt = at;
      const [killed] = await life.deployment.configure(life.changesTo(1));
      killedAt = undefined;
      assert.equal(killed?.isCommitted, false, `the hook was not killed at call ${at}`);
      assert.deepEqual(life.databags, first.databags);
      assertAllOrNothing(life, [first, second], known);
      await life.resolve();
      life.assertActive();
      assert.deepEqual(life.result, second);
      await life.configure(0);
      assert.deepEqual(life.result, first);
    }
  });
}
