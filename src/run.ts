import type { Charm } from './core/charm.ts';
import { dispatch, type LoadCharm } from './core/dispatcher.ts';
import { runTool } from './core/juju/hook-tools.ts';
import { reasonOf } from './core/problems/charm-error.ts';
import { outgoing } from './core/problems/quote.ts';
import type { SitePluginProcess } from './core/validators/site-plugin.ts';

/** The charm starts itself with this argument to run one plugin of a site; Juju starts it without any. */
const runSitePlugin = 'run-site-plugin';

/** And a person with this one first, to try a config out. */
const check = 'check';

/**
 * Is the charm's process: one hook, one plugin of a site, or the command `check`.
 *
 * @param composition - the charm, or what gives it: that is called only by an event that needs it
 */
export function run(composition: Charm | LoadCharm): void {
  const load =
    typeof composition === 'function' ? composition : async () => ({ charm: composition });
  if (process.argv.at(-1) === runSitePlugin) {
    import('./core/validators/site-plugin-process.ts');
    return;
  }
  // What a plugin does after its hook has ended, from a timer for one, fails the process in one line too.
  process.on('uncaughtException', (error) => {
    warn(outgoing(reasonOf(error)));
    process.exit(1);
  });
  const handle = process.argv[2] === check ? checkConfigs : runHook;
  handle(load).then((exitCode) => {
    process.exitCode = exitCode;
  });
}

/** Loaded only here, so that a hook does not pay for it. */
async function checkConfigs(load: LoadCharm): Promise<0 | 1 | 2> {
  const { runCheck } = await import('./check/run-check.ts');
  return runCheck(process.argv.slice(3), load, {
    sitePluginProcess: sitePlugins(),
    write: (text) => process.stdout.write(text),
    warn,
  });
}

function runHook(load: LoadCharm): Promise<0 | 1> {
  return dispatch(load, {
    environment: process.env,
    runTool,
    // Juju hands a hook only the variables that it lists itself, so no model can set this one: it is for trying the charm out.
    root: process.env['BACKUP_INTEGRATOR_ROOT'] ?? '/',
    warn,
    sitePlugins: sitePlugins(),
  });
}

function sitePlugins(): SitePluginProcess {
  // Node needs the script to start it again; a compiled executable takes it for an argument, which nobody reads.
  const [, script = ''] = process.argv;
  return { command: [process.execPath, script, runSitePlugin], seconds: 5 };
}

function warn(line: string): void {
  process.stderr.write(`${line}\n`);
}
