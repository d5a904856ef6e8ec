import fs from 'node:fs';
import { expect, it } from 'vitest';
import { describeVerdict } from './harness/bconsole.ts';
import { FaultTable } from './harness/fault-table.ts';
import { Stage } from './harness/stage.ts';

const table = new FaultTable();

const scripts = {
  'run-before-backup':
    '#!/bin/sh\nmkdir -p /srv/app/data/dumps\nprintf "%s" "a dump" > /srv/app/data/dumps/all.sql\n',
  'run-after-backup': '#!/bin/sh\nrm -r /srv/app/data/dumps\necho after >> /srv/app/ran\n',
};
const trees = [
  '/srv/app/data',
  '/srv/app/odd',
  '/srv/app/mount/point',
  '/srv/app/link',
  '/srv/app/none',
];

/** Files of every kind, and what Bacula passes over. */
function build({ world }: Stage): void {
  world.folder('data/empty');
  world.file('data/größe');
  world.file('data/closed', 'closed\n', { mode: 0 });
  world.hardLink('data/same', 'data/file');
  world.link('data/dangling', 'nowhere');
  world.link('link', 'data');
  world.by('mkfifo', [], 'odd/fifo');
  world.socket('odd/socket');
  world.file('odd/large', Buffer.alloc(3_000_000, 'x'));
  world.fileSystem('odd/below');
  world.file('odd/below/lost');
  world.fileSystem('mount/point');
  world.file('mount/point/file');
}

/** The paths of a job, by the listed path that each is below. */
function byTree(said: string): Readonly<Record<string, number>> {
  const names = [...said.matchAll(/^\| (\/.*?)\/? *\|$/gm)].map(([, name = '']) => `${name}/`);
  return Object.fromEntries(
    trees.map((tree) => [tree, names.filter((name) => name.startsWith(`${tree}/`)).length]),
  );
}

it('rehearse counts what the backup then saves', async () => {
  await using stage = await Stage.set();
  build(stage);
  await stage.configure({ fileset: trees.join(','), ...scripts, 'expect-backup-every': '26h' });
  const { results } = await stage.site.juju.runAction('app/0', 'rehearse');
  const rehearsed = Object.fromEntries(
    String(results['paths'])
      .split('\n')
      .map((line) => {
        const [, path = '', files = '0'] = /^(\S+): (?:([\d,]+) files?|missing)/.exec(line) ?? [];
        return [path, Number(files.replaceAll(',', ''))];
      }),
  );
  expect(fs.readFileSync(stage.world.host('ran'), 'utf8')).toBe('after\n');

  const backup = await stage.backup();
  if (backup.kind === 'not run') throw new Error(backup.log);
  const listed = await stage.suite.console.ask(`list files jobid=${backup.jobId}`);
  expect(rehearsed, listed + JSON.stringify(results)).toEqual(byTree(listed));
  expect(listed).toContain('/srv/app/data/dumps/all.sql');
  expect(Number(results['files'])).toBe(backup.files);
  expect(Number(results['bytes'])).toBe(Number(/ReadBytes: (\d+)/.exec(backup.log)?.[1]));
  table.add(
    'rehearse, then a backup: files of every kind, a dump that run-before-backup makes, mounts, a link, a missing path',
    `backup ${describeVerdict(backup)}: the missing path`,
    'the same number of files below each path, and of bytes',
  );
});

it('leaves the table', () => {
  expect(table.size).toBe(1);
  table.record(5.7, 'What rehearse says a backup would save', ['Case', 'Jobs', 'Seen']);
});
