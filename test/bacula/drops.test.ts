import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isClean, type Verdict } from './harness/bconsole.ts';
import { type Cycle, runCycle, troubles } from './harness/cycle.ts';
import { provide } from './harness/provider.ts';
import { record } from './harness/record.ts';
import { Stage } from './harness/stage.ts';

const rows: (readonly string[])[] = [];
let stage: Stage;

beforeAll(async () => {
  stage = await Stage.set({ catalog: 'PostgreSQL' });
  await stage.configure();
});

afterAll(() => stage[Symbol.asyncDispose]());

const read = (program: string, ...options: readonly string[]) =>
  execFileSync(program, options, { encoding: 'utf8' });

it('drops what the provider’s template does not ask for, and says OK', async () => {
  const { world } = stage;
  world.files('data/acl', 'data/xattr', 'data/capability', 'data/sparse');
  world.by('setfacl', ['-m', 'u:1234:r'], 'data/acl');
  world.by('setfattr', ['-n', 'user.note', '-v', 'kept?'], 'data/xattr');
  world.by('setcap', ['cap_net_raw=ep'], 'data/capability');
  world.by('truncate', ['-s', '4M'], 'data/sparse');
  world.file('data/precise');
  fs.utimesSync(world.host('data/precise'), 1e9 + 0.25, 1e9 + 0.25);
  const facts = () => ({
    acl: read('getfacl', '-cnp', world.host('data/acl')).includes('user:1234'),
    xattr: read('getfattr', '-d', '--absolute-names', world.host('data/xattr')).includes('kept?'),
    capability: read('getcap', world.host('data/capability')).includes('cap_net_raw'),
    sparse: fs.statSync(world.host('data/sparse')).blocks < 100,
    subsecond: fs.statSync(world.host('data/precise')).mtimeMs % 1000 !== 0,
  });
  const before = facts();
  const cycle = await stage.cycle();
  expect(Object.values(before)).not.toContain(false);
  expect(Object.values(facts())).not.toContain(true);
  // An ACL's mask stands in the mode's group bits, and stays there without the ACL.
  expect(troubles(cycle)).toEqual([]);
  rows.push(
    ['ACLs', 'gone'],
    ['extended attributes', 'gone'],
    ['capabilities of a program', 'gone'],
    ['holes of a sparse file', 'filled with zeros'],
    ['the part of a modification time below a second', 'gone'],
  );
});

it('drops a socket', async () => {
  const server = net.createServer().listen(stage.world.host('data/s'));
  await once(server, 'listening');
  const cycle = await stage.cycle();
  server.close();
  expect(jobsAreClean(cycle)).toBe(true);
  expect(cycle.differences.filter((line) => !line.includes('/data/s: '))).toEqual([]);
  expect(fs.existsSync(stage.world.host('data/s'))).toBe(false);
  rows.push(['a socket', 'gone; its program makes it again']);
});

it('leaves the time of a mount point that stands', async () => {
  stage.world.fileSystem('mount');
  stage.world.file('mount/file');
  const { mtimeMs } = fs.statSync(stage.world.host('mount'));
  await stage.site.juju.configure({ fileset: '/srv/app/mount' });
  const job = (await provide(stage.suite, stage.site))[0];
  if (job === undefined) throw new Error('nothing to back up');
  const cycle = await runCycle(stage.suite, job, [stage.world.host('mount/file')]);
  await stage.configure();
  expect(troubles(cycle)).toEqual([]);
  expect(fs.statSync(stage.world.host('mount')).mtimeMs).toBeGreaterThan(mtimeMs);
  rows.push(['the modification time of a listed mount point, which stands', 'that of the restore']);
});

it('saves a path below another one twice', async () => {
  const once = await stage.backup();
  await stage.site.juju.configure({ fileset: '/srv/app/data,/srv/app/data/file' });
  const { backup: twice } = await stage.cycle();
  await stage.configure();
  const files = [once, twice].map((verdict) => (verdict.kind === 'ran' ? verdict.files : 0));
  expect((files[1] ?? 0) - (files[0] ?? 0)).toBe(1);
  rows.push(['a path below another listed one', 'saved twice']);
});

it('keeps a damaged file that is newer than the saved one', async () => {
  expect(isClean(await stage.backup())).toBe(true);
  stage.world.file('data/file', 'damaged\n');
  expect(isClean(await stage.restore())).toBe(true);
  expect(fs.readFileSync(stage.world.host('data/file'), 'utf8')).toBe('damaged\n');
  rows.push(['a file that was damaged, not deleted', 'stays damaged: Replace = IfNewer']);
});

it('lists no file at all of a job that has a name which is not UTF-8', async () => {
  const listed = (verdict: Verdict) =>
    verdict.kind === 'ran' ? stage.suite.console.ask(`list files jobid=${verdict.jobId}`) : '';
  const without = await stage.backup();
  expect(await listed(without)).toContain('/srv/app/data/file');
  stage.world.fileNamed('data', Buffer.from([0x62, 0xff]));
  const cycle = await stage.cycle();
  expect(await listed(cycle.backup)).not.toContain('/srv/app');
  expect(troubles(cycle)).toEqual([]);
  rows.push([
    'a name that is not UTF-8 below the fileset',
    'all comes back together, but the catalog has no file of that job: none can be selected',
  ]);
});

it('leaves the table', () => {
  expect(rows).toHaveLength(10);
  record({
    order: 6,
    title: 'What the provider drops',
    about:
      'Every job of this table is clean, and still this is lost, or not as one would think. No charm can see it from the config alone: know it when you list a path.',
    columns: ['What', 'After the restore'],
    rows,
  });
});

function jobsAreClean({ backup, restore }: Cycle): boolean {
  return isClean(backup) && isClean(restore);
}
