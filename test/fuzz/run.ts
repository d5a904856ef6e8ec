/**
 * `npm run fuzz`: 100,000 inputs against the charm. `-- --one-in 10` tries a tenth, `-- --seed 7` the inputs of that seed,
 * `-- peers` one file. An input that breaks something is made as small as possible and left in test/fuzz/regressions, where
 * every run begins.
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { oneInVariable, seedVariable } from './harness/share.ts';

const { values, positionals } = parseArgs({
  options: { 'one-in': { type: 'string', default: '1' }, seed: { type: 'string' } },
  allowPositionals: true,
});
const seed = values.seed ?? String(Math.floor(Math.random() * 2 ** 31));
console.log(`npm run fuzz -- --one-in ${values['one-in']} --seed ${seed}`);

const repository = path.resolve(import.meta.dirname, '../..');
const vitest = path.join(repository, 'node_modules/vitest/vitest.mjs');
const command = [vitest, 'run', '--config', 'test/fuzz/vitest.config.ts', ...positionals];
const { status } = spawnSync(process.execPath, command, {
  cwd: repository,
  stdio: 'inherit',
  env: { ...process.env, [oneInVariable]: values['one-in'], [seedVariable]: seed },
});
process.exitCode = status ?? 1;
