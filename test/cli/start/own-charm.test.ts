import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { patience, start, step } from './run-start.ts';

test('the charm of this project is what npm start runs', { timeout: patience }, async () => {
  const config = path.join(temporaryFolder(), 'none.yaml');
  writeFileSync(config, 'backup-integrator: {}\n');
  const args = ['--units', '1', '--config', config];
  const { code, stdout, stderr } = await start(args, {}, 'examples/start.ts').result;
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(step(stdout, 'Deploy')).toMatch(/backup-integrator\/0\* +[a-z]+ +idle +0 /);
});
