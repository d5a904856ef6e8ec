import { hash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { isRunning } from '../support/is-running.ts';
import { describeVerdict, isClean, jobIdOf, type Verdict } from './harness/bconsole.ts';
import { troubles } from './harness/cycle.ts';
import { describeJobs, FaultTable } from './harness/fault-table.ts';
import { expectCommitted, temporaryFolder } from './harness/site.ts';
import { Stage } from './harness/stage.ts';
import { differences, snapshot, wipe } from './harness/tree.ts';
import { World } from './harness/world.ts';

const table = new FaultTable();

describe.concurrent('script-environment', () => {
  const [first, second] = ['the first "$HOME" password', 'the second password'];
  /** Only who knows the password can have written it, and it does not show the password. */
  const dumpOf = (password: string) => `${hash('sha256', password)}  -\n`;
  const dump =
    '#!/bin/sh\necho dumping\nprintf %s "$DB_PASSWORD" | sha256sum > /srv/app/data/dump\n';
  const load = '#!/bin/sh\nprintf %s "$DB_PASSWORD" | sha256sum --check /srv/app/data/dump\n';

  it('a dump script has the password, and the new one once it is rotated', async ({ expect }) => {
    const folder = temporaryFolder('suite');
    await using stage = await Stage.set({ folder });
    const { secrets } = stage.site.juju;
    const uri = secrets.add('backup', { 'db-password': first });
    secrets.grant('backup');
    await stage.configure({
      'run-before-backup': dump,
      'run-after-restore': load,
      'script-environment': uri,
    });
    const said: string[] = [];
    for (const password of [first, second]) {
      if (password === second) {
        expectCommitted(await secrets.update('backup', { 'db-password': password }));
      }
      const backup = await stage.backup();
      const saved = snapshot([stage.data]);
      wipe(stage.data);
      const restore = await stage.restore();
      said.push(describeJobs(backup, restore));
      expect([backup, restore].every(isClean), backup.log + restore.log).toBe(true);
      expect(differences(saved, snapshot([stage.data]))).toEqual([]);
      expect(fs.readFileSync(stage.world.host('data/dump'), 'utf8')).toBe(dumpOf(password));
    }
    const kept = textsBelow(folder);
    expect(kept).toContain('dumping');
    for (const password of [first, second]) expect(kept).not.toContain(password);
    table.add(
      'a script’s password is in a secret, which is rotated between two backups',
      `first ${said[0]}, then ${said[1]}`,
      'each dump is made with the password of its time, and comes back; the password is in no file of the director’s or the storage daemon’s, so in no job log',
    );
  });
});

describe.concurrent('script-timeout', () => {
  it('a script that hangs is ended, and another unit is backed up', async ({ expect }) => {
    // As bacula-server's storage, which takes one job at a time.
    await using stage = await Stage.set({ lanes: 1 });
    expectCommitted(await stage.site.juju.addUnit());
    const other = new World(stage.site.machine(stage.site.juju.unit('app/1')), '/srv/app');
    other.file('data/file');
    stage.world.file('hang');
    await stage.configure({
      'run-before-backup':
        '#!/bin/sh\n[ -e /srv/app/hang ] || exit 0\n(setsid sh -c "echo \\$\\$ > /srv/app/pid; exec sleep 600" &)\nexec sleep 600\n',
      'script-timeout': '15s',
    });
    const hanging = await stage.backup(3);
    const waiting = await stage.suite.backup('app-1', 1);
    const { console } = stage.suite;
    const ended = await console.finish(jobIdOf(hanging), 60);
    const waited = await console.finish(jobIdOf(waiting), 60);
    expect([hanging, waiting, ended, waited].map(describeVerdict)).toEqual([
      'R',
      'C',
      'f with errors',
      'T',
    ]);
    expect(linesOf(ended, 'backup-integrator: ')).toEqual([
      'run-before-backup was ended with all that it had started: it took longer than script-timeout, 15s',
    ]);
    expect(isRunning(fs.readFileSync(stage.world.host('pid'), 'utf8'))).toBe(false);
    fs.rmSync(stage.world.host('hang'));
    expect(troubles(await stage.cycle())).toEqual([]);
    table.add(
      'run-before-backup hangs, and so does what it has started in a session of its own, with a script-timeout',
      `backup ${describeVerdict(ended)}, at the limit; the backup of another unit, which waits meanwhile, ${describeVerdict(waited)}`,
      'both processes are gone, and the job log says why; backed up once the script does not hang',
    );
  });
});

describe.concurrent('clean-up-on-failure', () => {
  it.for([
    [true, 'backup f with errors', 'run-after-backup has run once'],
    [false, 'backup f with errors', 'run-after-backup has not run'],
  ] as const)('run-before-backup fails: %s', async ([isOn, jobs, seen], { expect }) => {
    await using stage = await Stage.set();
    await stage.configure({
      'run-before-backup': '#!/bin/sh\necho part > /srv/app/part\nexit 3\n',
      'run-after-backup': '#!/bin/sh\nrm /srv/app/part\necho once >> /srv/app/after\n',
      'clean-up-on-failure': isOn,
    });
    const backup = await stage.backup();
    expect(`backup ${describeVerdict(backup)}`, backup.log).toBe(jobs);
    const after = stage.world.host('after');
    const ran = fs.existsSync(after) ? fs.readFileSync(after, 'utf8') : '';
    expect(ran).toBe(isOn ? 'once\n' : '');
    expect(fs.existsSync(stage.world.host('part'))).toBe(!isOn);
    table.add(
      `run-before-backup fails, ${isOn ? 'with' : 'without'} clean-up-on-failure`,
      jobs,
      seen,
    );
  });
});

describe.concurrent('the wrapper', () => {
  const talk = '#!/bin/sh\necho "50% of \\"all\\""\necho to stderr >&2\necho Größe\nexit ';

  it.for([0, 3])(
    'what a script prints is in the job log, exit code %i',
    async (code, { expect }) => {
      await using stage = await Stage.set();
      const script = { 'run-before-backup': `${talk}${code}\n` };
      await stage.configure(script);
      const plain = await stage.backup();
      await stage.configure({ ...script, 'script-timeout': '1h', 'expect-backup-every': '26h' });
      const wrapped = await stage.backup();
      const printed = linesOf(plain, 'BeforeJob');
      expect(printed.length, plain.log).toBeGreaterThan(2);
      expect(linesOf(wrapped, 'BeforeJob')).toEqual(printed);
      expect(describeVerdict(wrapped)).toBe(describeVerdict(plain));
      table.add(
        `a script that prints, and ends with exit code ${code}, with a wrapper`,
        `backup ${describeVerdict(wrapped)}`,
        'the job log has the same lines as without one',
      );
    },
  );
});

it('leaves the table', () => {
  expect(table.size).toBe(6);
  table.record(5.4, 'Scripts with a secret, a time limit, and clean-up', ['Case', 'Jobs', 'Seen']);
});

/** What follows this word on each line of the job's log that has it. */
function linesOf({ log }: Verdict, word: string): string[] {
  return log
    .split('\n')
    .filter((line) => line.includes(word))
    .map((line) => line.slice(line.indexOf(word) + word.length));
}

/** The bytes of all files below a folder, as text. */
function textsBelow(folder: string): string {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => fs.readFileSync(path.join(entry.parentPath, entry.name), 'utf8'))
    .join('\n');
}
