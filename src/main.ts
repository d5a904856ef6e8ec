import { charm } from './charm.ts';
import { dispatch } from './core/dispatcher.ts';
import { runTool } from './core/hook-tools.ts';

dispatch(charm, {
  environment: process.env,
  runTool,
  // Juju hands a hook only the variables that it lists itself, so no model can set this one: it is for trying the charm out.
  root: process.env['BACKUP_INTEGRATOR_ROOT'] ?? '/',
  warn: (line) => process.stderr.write(`${line}\n`),
}).then((exitCode) => {
  process.exitCode = exitCode;
});
