import { expect, it } from 'vitest';
import { specOf } from '../../../src/core/spec/draft.ts';

it('a spec has the paths of all entries in order, each once, and the scripts by option', () => {
  const spec = specOf({
    entries: [
      { value: '/b/*', line: 1, paths: ['/b/1', '/b/2'] },
      { value: '/a', line: 1, paths: ['/a'] },
      { value: '/b/{2,3}', line: 2, paths: ['/b/2', '/b/3'] },
    ],
    scripts: [{ option: 'run-after-backup', content: 'x', path: '/opt/s/run-after-backup' }],
  });
  expect(spec).toEqual({
    fileset: ['/b/1', '/b/2', '/a', '/b/3'],
    scripts: { 'run-after-backup': '/opt/s/run-after-backup' },
  });
});
