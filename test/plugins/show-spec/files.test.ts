import { expect, it } from 'vitest';
import { otherFileLines } from '../../../src/plugins/show-spec/files.ts';

const file = (name: string) =>
  ({ name, path: `/opt/${name}`, state: 'right', sha256: 'ab12' }) as const;

it('a checksum is shown of scripts alone: of a file of a few values it would tell what they are', () => {
  const files = [file('run-before-backup.0123456789abcdef'), file('environment')];
  expect(otherFileLines(files)).toEqual([
    '/opt/run-before-backup.0123456789abcdef as it was put, sha256 ab12',
    '/opt/environment as it was put',
  ]);
});
