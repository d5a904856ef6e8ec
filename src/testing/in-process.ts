import type { Charm } from '../core/charm.ts';
import { dispatch } from '../core/dispatcher.ts';
import type { FrontEnd } from './run/front-end.ts';
import { sitePluginProcess } from './site-plugin-process.ts';

/** How a charm is run inside the test's own process. */
export interface InProcessOptions {
  /** Starts the process of a site plugin. Without it, Node runs the source, which takes it longer than all else. */
  readonly sitePlugins?: readonly [string, ...string[]];
}

/** Runs the charm inside the test's own process, one hook at a time: milliseconds each. */
export function inProcess(charm: Charm, options: InProcessOptions = {}): FrontEnd {
  const { sitePlugins = [process.execPath, sitePluginProcess] } = options;
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
        sitePlugins: { command: sitePlugins, seconds: 5 },
      });
      return { code, signal: null, stdout: '', stderr: warnings.join('') };
    },
    async close() {},
  };
}
