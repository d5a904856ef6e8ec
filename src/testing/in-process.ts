import type { Charm } from '../core/charm.ts';
import { dispatch } from '../core/dispatcher.ts';
import type { FrontEnd } from './run/front-end.ts';
import { sitePluginProcess } from './site-plugin-process.ts';

/** Runs the charm inside the test's own process, one hook at a time: milliseconds each. */
export function inProcess(charm: Charm): FrontEnd {
  return {
    charmDir: '/var/lib/juju/charm',
    isParallel: false,
    async run({ environment, root, tools }) {
      const warnings: string[] = [];
      const code = await dispatch(async () => ({ charm }), {
        environment: { ...environment },
        runTool: tools.run,
        root,
        warn: (line) => warnings.push(`${line}\n`),
        sitePlugins: { command: [process.execPath, sitePluginProcess], seconds: 5 },
      });
      return { code, signal: null, stdout: '', stderr: warnings.join('') };
    },
    async close() {},
  };
}
