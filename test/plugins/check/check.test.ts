import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { frontEnds, lay, model } from '../../support/deployment.ts';
import { zero } from '../../support/units.ts';
import { attributed } from './deep/attributed.ts';

it.each(frontEnds)('%s, answers with all that it is asked for', async (_, frontEnd) => {
  const deployment = model(frontEnd());
  await deployment.deploy();
  lay(deployment, '/srv/a', '/srv/b');
  const { root } = deployment.unit(zero);
  attributed(join(root, 'srv/x'), { 'user.note': 'x' });
  writeFileSync(Buffer.from(`${root}/srv/\xff`, 'latin1'), 'x');
  const given = { fileset: '/srv,/srv/b', strict: false, size: true, deep: true, seconds: 30 };
  const { message, results } = await deployment.runAction(zero, 'check', given);
  expect(message).toBe('the catalog would have no file of the backup, as 1 name is not UTF-8');
  expect(results).toMatchObject({
    errors: '0',
    paths: '/srv: folder, 5 files, 1 byte\n/srv/b: file, 0 bytes',
    files: '5',
    bytes: '1',
    counted: 'all',
    losses: expect.stringMatching(
      /^1 name .*"\/srv\/\\xff".*\n1 file or folder with ext.*"\/srv\/x"/,
    ),
    'names-looked-at': '5',
  });
});
