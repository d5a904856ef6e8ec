import { expect, it } from 'vitest';
import { absolutePaths } from '../../../src/plugins/fileset/absolute-paths.ts';
import { fileset } from '../../../src/plugins/fileset/fileset.ts';
import { globs } from '../../../src/plugins/fileset/globs/globs.ts';
import { intentOf } from '../../../src/plugins/fileset/intents.ts';
import { backupV0 } from '../../../src/plugins/relation-publisher/backup-v0.ts';
import { relationPublisher } from '../../../src/plugins/relation-publisher/relation-publisher.ts';
import { check } from '../../support/check.ts';
import { world } from '../../support/world.ts';

it.each([
  ['# WordPress', 'is a comment', 'take it out'],
  ['~/mail', 'starts with ~', 'write the folder itself, as in /home/alice/mail'],
  ['~', 'starts with ~', 'write the folder itself, as in /home/alice '],
  ['~bob', 'starts with ~', 'write the folder itself, as in /home/alice '],
  ['~/../bob', 'starts with ~', 'write the folder itself, as in /home/alice/../bob'],
  ['$HOME/foo', 'starts with a variable', 'write the path that it stands for'],
  ['"/srv/Company Data"', 'is in quotes', 'take the quotes off'],
  ["'/srv/a'", 'is in quotes', 'take the quotes off'],
  ['@paths.txt', 'names a file', 'juju config <application> fileset=@paths.txt'],
  ['- /srv/a', 'starts with a dash', 'write the path alone'],
  ['!/srv/cache', 'is an exclusion', 'take it out'],
  ['C:\\Users\\x', 'is a Windows path', 'a Linux machine'],
  ['\ufeff/srv/a', 'starts with a byte order mark', 'without one'],
])('%j is recognised, and said once with a fix of its own', async (value, what, fix) => {
  const plugins = [fileset(), absolutePaths(), relationPublisher({ format: backupV0 })];
  const { lines } = await check(plugins, { fileset: `/etc\n${value}` }, world({}));
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^error fileset\/not-a-path: fileset line 2: /);
  expect(lines[0]).toContain(what);
  expect(`${lines[0]} `).toContain(fix);
});

it('stands for no path: the others are not held back by what it would be', async () => {
  const { spec } = await check(
    [fileset(), globs()],
    { fileset: '/etc,!/srv/*,$HOME/{a,b}' },
    world({}),
  );
  expect(spec.fileset).toEqual(['/etc']);
});

it.each(['etc', './etc', 'srv/a b', '*'])('%j is only not absolute', (value) => {
  expect(intentOf(value)).toBeUndefined();
});
