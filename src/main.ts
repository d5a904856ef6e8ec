import { existsSync } from 'node:fs';
import { charm } from './charm.ts';
import { dispatch } from './core/dispatcher.ts';
import { runTool } from './core/hook-tools.ts';

const [, script = '', argument] = process.argv;
/** The charm starts itself with this argument to run one plugin of a site; Juju starts it without any. */
const runSitePlugin = 'run-site-plugin';

if (argument === runSitePlugin) {
  import('./core/site-plugin-process.ts');
} else {
  // Inside a compiled executable, the script is on no disk.
  const program = existsSync(script) ? [script] : [];
  dispatch(charm, {
    environment: process.env,
    runTool,
    // Juju hands a hook only the variables that it lists itself, so no model can set this one: it is for trying the charm out.
    root: process.env['BACKUP_INTEGRATOR_ROOT'] ?? '/',
    warn: (line) => process.stderr.write(`${line}\n`),
    sitePlugins: { command: [process.execPath, ...program, runSitePlugin], seconds: 5 },
  }).then((exitCode) => {
    process.exitCode = exitCode;
  });
}
