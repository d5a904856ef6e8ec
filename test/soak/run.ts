/**
 * `npm run soak`: 100,000 events in models of five units, with hook tools that fail. `-- --one-in 10` runs a tenth,
 * `-- --seed 7` what that seed gives.
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: { 'one-in': { type: 'string', default: '1' }, seed: { type: 'string' } },
});
const seed = values.seed ?? String(Math.floor(Math.random() * 2 ** 31));
console.log(`npm run soak -- --one-in ${values['one-in']} --seed ${seed}`);

const repository = path.resolve(import.meta.dirname, '../..');
const vitest = path.join(repository, 'node_modules/vitest/vitest.mjs');
const { status } = spawnSync(
  process.execPath,
  [vitest, 'run', '--config', 'test/soak/vitest.config.ts'],
  {
    cwd: repository,
    stdio: 'inherit',
    env: { ...process.env, SOAK_ONE_IN: values['one-in'], SOAK_SEED: seed },
  },
);
process.exitCode = status ?? 1;
