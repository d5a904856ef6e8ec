import { charm } from './charm.ts';
import { dispatch } from './core/dispatcher.ts';
import { runTool } from './core/hook-tools.ts';

/** The charm starts itself with this argument to run one plugin of a site; Juju starts it without any. */
const runSitePlugin = 'run-site-plugin';

if (process.argv.at(-1) === runSitePlugin) {
  import('./core/site-plugin-process.ts');
} else {
  // Node needs the script to start it again; a compiled executable takes it for an argument, which nobody reads.
  const [, script = ''] = process.argv;
  dispatch(charm, {
    environment: process.env,
    runTool,
    // Juju hands a hook only the variables that it lists itself, so no model can set this one: it is for trying the charm out.
    root: process.env['BACKUP_INTEGRATOR_ROOT'] ?? '/',
    warn: (line) => process.stderr.write(`${line}\n`),
    sitePlugins: { command: [process.execPath, script, runSitePlugin], seconds: 5 },
  }).then((exitCode) => {
    process.exitCode = exitCode;
  });
}
