import { onTestFinished } from 'vitest';
import { HookTools } from '../../../src/core/juju/hook-tools.ts';
import { Deployment, type JujuVersion } from '../../../src/testing/index.ts';
import { metadata } from '../../support/deployment.ts';
import { zero } from '../../support/units.ts';

/** A model whose charm does nothing, but for what a test does in a hook of its own. */
export async function idleModel(units = 1, changes: object = {}, juju: JujuVersion = '3.6') {
  let body = async (_tools: HookTools): Promise<void> => {};
  const deployment = new Deployment({
    metadata: { ...metadata, ...changes },
    juju,
    frontEnd: {
      charmDir: '/charm',
      isParallel: false,
      async run(hook) {
        await body(new HookTools(hook.tools.run));
        return { code: 0, signal: null, stdout: '', stderr: '' };
      },
      async close() {},
    },
  });
  onTestFinished(() => deployment.close());
  await deployment.deploy(units);

  /** Does something with the hook tools in one hook of a unit. Returns what came of it, and the calls. */
  async function inHook<T>(act: (tools: HookTools) => T | Promise<T>, unit: string = zero) {
    const answers: T[] = [];
    body = async (tools) => {
      body = async () => {};
      answers.push(await act(tools));
    };
    const [hook] = await deployment.fire('config-changed', unit);
    const [answer] = answers;
    if (answer === undefined || hook === undefined) throw new Error('the hook gave no answer');
    return { answer, calls: hook.calls.map(({ argv }) => argv.join(' ')) };
  }
  return { deployment, inHook };
}
