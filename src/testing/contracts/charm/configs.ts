import assert from 'node:assert/strict';
import type { HookResult } from '../../run/hook-run.ts';
import type { Suite } from '../suite.ts';
import { snapshot } from '../watch/folder-snapshot.ts';
import { assertNoSecret } from '../watch/secret.ts';
import type { Subject } from './charm.ts';
import { OpenFiles } from './disk.ts';
import type { Life, Result } from './life.ts';

/** Hook tools that change nothing. */
const reads = /-get$|^is-leader$|^relation-(ids|list)$/;

/** What holds of its configs. */
export function describeConfigs({ it }: Suite, { trial, inLife }: Subject): void {
  const { configs, refused = [] } = trial;

  it(
    'publishes what each config says, whatever was there before, and every unit has the same files',
    inLife(async (life) => {
      const results: Result[] = [];
      for (let edit = 0; edit < 2 * configs.length; edit++) {
        await life.configure(edit);
        life.assertActive();
        const { result } = life;
        assert.ok(Object.keys(result.databags[0] ?? {}).length > 0, 'the databag is empty');
        for (const files of result.files) assert.deepEqual(files, result.files[0]);
        const known = results[edit % configs.length];
        if (known === undefined) results.push(result);
        else assert.deepEqual(result, known);
      }
      assert.notDeepEqual(results[0], results[1], 'the configs make no difference');
    }),
  );

  it(
    'writes nothing and touches no file once everything is right',
    inLife(async (life) => {
      for (const place of configs.keys()) {
        await life.configure(place);
        await assertIdle(life);
      }
    }),
  );

  it(
    'puts new files in the place of old ones, which stay whole for whoever reads them',
    inLife(async (life) => {
      for (const place of configs.keys()) {
        using stack = new DisposableStack();
        const open = life.units.map(({ root }) => stack.use(new OpenFiles(root)));
        await life.configure(place + 1);
        assert.deepEqual(
          open.flatMap(({ changed }) => changed),
          [],
        );
      }
    }),
  );

  it(
    'shows nothing of what a script or a user secret holds',
    inLife(async (life) => {
      const hooks: HookResult[] = [];
      for (const config of [...configs, ...refused]) {
        hooks.push(...(await life.deployment.configure(life.changes(config))));
        for (const { status } of life.units) assertNoSecret(status, 'a status');
        assertNoSecret(life.databags, 'a databag');
      }
      for (const { calls, stdout, stderr } of hooks) {
        assertNoSecret([stdout, stderr], 'the log');
        assertNoSecret(
          calls.map(({ argv, stdin }) => [argv, stdin]),
          'a call of a hook tool',
        );
      }
    }),
  );

  if (refused.length > 0) {
    it(
      'keeps the last good config while one is refused, and says so',
      inLife(async (life) => {
        const { result } = life;
        for (const config of refused) {
          await life.step((deployment) => deployment.configure(life.changes(config)));
          assert.ok(
            life.units.some(({ status }) => status.status === 'blocked'),
            'no unit is blocked',
          );
          assert.deepEqual(life.result, result);
          await assertIdle(life);
          await life.configure(0);
          life.assertActive();
          assert.deepEqual(life.result, result);
        }
      }),
    );
  }
}

/** Later events change nothing. The first one may still note what Juju has committed. */
export async function assertIdle(life: Life): Promise<void> {
  await life.step((deployment) => deployment.updateStatus());
  const before = life.units.map(({ root }) => snapshot(root));
  for (const event of ['update-status', 'config-changed', 'start']) {
    assert.deepEqual(writes(await life.step((deployment) => deployment.fire(event))), []);
  }
  assert.deepEqual(writes(await life.step((deployment) => deployment.upgrade())), []);
  assert.deepEqual(
    life.units.map(({ root }) => snapshot(root)),
    before,
  );
}

/** The calls of hook tools by which hooks change something. */
export function writes(hooks: readonly HookResult[]): string[] {
  return hooks.flatMap(({ event, calls }) =>
    calls
      .filter(({ argv: [tool] }) => !reads.test(tool))
      .map(({ argv }) => `${event}: ${argv.join(' ')}`),
  );
}
