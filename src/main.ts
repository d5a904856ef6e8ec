import { dispatch } from './core/dispatcher.ts';
import { runTool } from './core/juju/hook-tools.ts';

/** The charm starts itself with this argument to run one plugin of a site; Juju starts it without any. */
const runSitePlugin = 'run-site-plugin';

async function runHook(): Promise<0 | 1> {
  // Node needs the script to start it again; a compiled executable takes it for an argument, which nobody reads.
  const [, script = ''] = process.argv;
  const { charm } = await import('./charm.ts');
  return dispatch(charm, {
    environment: process.env,
    runTool,
    // Juju hands a hook only the variables that it lists itself, so no model can set this one: it is for trying the charm out.
    root: process.env['BACKUP_INTEGRATOR_ROOT'] ?? '/',
    warn,
    sitePlugins: { command: [process.execPath, script, runSitePlugin], seconds: 5 },
  });
}

/** A composition that breaks a rule ends the charm with the rule, not with a stack trace. */
function refuse(error: Error): 1 {
  warn(error.message);
  return 1;
}

function warn(line: string): void {
  process.stderr.write(`${line}\n`);
}

if (process.argv.at(-1) === runSitePlugin) {
  import('./core/validators/site-plugin-process.ts');
} else {
  runHook()
    .catch(refuse)
    .then((exitCode) => {
      process.exitCode = exitCode;
    });
}
