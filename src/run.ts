import { dispatch, type LoadCharm } from './core/dispatcher.ts';
import { runTool } from './core/juju/hook-tools.ts';
import { reasonOf } from './core/problems/charm-error.ts';
import { outgoing } from './core/problems/quote.ts';

/** The charm starts itself with this argument to run one plugin of a site; Juju starts it without any. */
const runSitePlugin = 'run-site-plugin';

/**
 * Is the charm's process: one hook, or one plugin of a site.
 *
 * @param load - gives the composition; called only by an event that needs it
 */
export function run(load: LoadCharm): void {
  if (process.argv.at(-1) === runSitePlugin) {
    import('./core/validators/site-plugin-process.ts');
    return;
  }
  // What a plugin does after its hook has ended, from a timer for one, fails the process in one line too.
  process.on('uncaughtException', (error) => {
    warn(outgoing(reasonOf(error)));
    process.exit(1);
  });
  runHook(load).then((exitCode) => {
    process.exitCode = exitCode;
  });
}

function runHook(load: LoadCharm): Promise<0 | 1> {
  // Node needs the script to start it again; a compiled executable takes it for an argument, which nobody reads.
  const [, script = ''] = process.argv;
  return dispatch(load, {
    environment: process.env,
    runTool,
    // Juju hands a hook only the variables that it lists itself, so no model can set this one: it is for trying the charm out.
    root: process.env['BACKUP_INTEGRATOR_ROOT'] ?? '/',
    warn,
    sitePlugins: { command: [process.execPath, script, runSitePlugin], seconds: 5 },
  });
}

function warn(line: string): void {
  process.stderr.write(`${line}\n`);
}
