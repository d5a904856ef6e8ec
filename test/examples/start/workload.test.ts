import { expect, test } from 'vitest';
import { pathsIn } from '../../../examples/start/workload.ts';

test.each([
  ['/etc,/srv/a\n/srv/b', ['/etc', '/srv/a', '/srv/b']],
  ['/srv/{a,b}', ['/srv/a', '/srv/b']],
  ['/srv/*/data,/srv/**/x*', ['/srv/example/data', '/srv/example/xexample']],
  ['/srv/[*]', ['/srv/*']],
  ['etc,/srv/../etc,/a/{..,b}', ['/a/b']],
])('%j has its paths on the machines', (fileset, paths) => {
  expect(pathsIn(fileset)).toEqual(paths);
});
