import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { RunRecords } from '../../../../src/core/unit/files/run-records.ts';
import {
  type WrapperSettings,
  wrappedBy,
  wrapperOf,
} from '../../../../src/plugins/run-scripts/wrapper/wrapper.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

let root: string;
let folder: string;
let wrapper: string;

const option = 'run-before-backup';
const body = `${option}.0123456789abcdef`;
const plain: WrapperSettings = {
  option,
  body,
  limit: undefined,
  hasEnvironment: false,
  isRecorded: false,
  cleanUp: undefined,
};
const oneSecond = { text: '1s', seconds: 1 };

beforeEach(() => {
  root = temporaryFolder();
  folder = join(root, 'opt/backup-integrator-charm/scripts/app');
  wrapper = join(folder, option);
  mkdirSync(folder, { recursive: true });
});

function put(name: string, content: string, mode = 0o700): void {
  writeFileSync(join(folder, name), content);
  chmodSync(join(folder, name), mode);
}

function start(script: string | undefined, settings: Partial<WrapperSettings> = {}): ChildProcess {
  if (script !== undefined) put(body, script);
  put(option, wrapperOf({ ...plain, ...settings }));
  return spawn(wrapper, [], {
    cwd: '/',
    env: { PATH: '/usr/bin:/bin', LANG: 'C.UTF-8', ...rehearsal },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
let rehearsal = {};

/** Runs the wrapper as the file daemon does, until nobody holds its output any more. */
async function run(script: string | undefined, settings: Partial<WrapperSettings> = {}) {
  const child = start(script, settings);
  const { stdout, stderr } = child;
  if (stdout === null || stderr === null) throw new Error('no pipes');
  const output = Promise.all([text(stdout), text(stderr)]);
  const [code] = await once(child, 'close');
  const [out, err] = await output;
  return { code, out, err };
}

const records = () => new RunRecords(root, 'app');

/** The processes whose command line has this word. */
function running(word: string): readonly string[] {
  return readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(word);
    } catch {
      return false;
    }
  });
}

describe('a wrapped script', () => {
  it('runs as without a wrapper: its folder, its variables, its output, its exit code', async () => {
    const script =
      '#!/bin/sh\npwd; umask; env | sort; echo error >&2; read line || echo end; exit 3\n';
    const { code, out, err } = await run(script);
    expect(code).toBe(3);
    expect(out).toBe('/\n0022\nLANG=C.UTF-8\nPATH=/usr/bin:/bin\nPWD=/\nend\n');
    expect(err).toBe('error\n');
  });

  it('is run by sh where it has no shebang', async () => {
    expect(await run('echo "$0"\n')).toMatchObject({ code: 0, out: `${join(folder, body)}\n` });
  });

  it('says when it was ended by a signal', async () => {
    expect(await run('#!/bin/sh\nkill -9 $$\n')).toMatchObject({ code: 137 });
  });

  it('says in the job log why it can not be started', async () => {
    const { code, out } = await run('#!/nonexistent\n');
    expect(code).toBe(127);
    expect(out).toBe(
      "backup-integrator: run-before-backup can't be started: No such file or directory: is its interpreter there, and may it be executed?\n",
    );
  });

  it('is the new one where the charm replaces it at that moment', async () => {
    put(`${option}.next`, '#!/bin/sh\necho the new one\n');
    put('next', wrapperOf({ ...plain, body: `${option}.next` }));
    // Perl has read the old wrapper, whose script is gone, when the new one takes its place.
    const replacing = `BEGIN { rename('${folder}/next', '${wrapper}') }\n`;
    put(option, wrapperOf(plain).replace('use strict;', `${replacing}use strict;`));
    const child = spawn(wrapper, [], { cwd: '/', stdio: ['ignore', 'pipe', 'inherit'] });
    const out = text(child.stdout);
    const [code] = await once(child, 'close');
    expect([code, await out]).toEqual([0, 'the new one\n']);
  });

  it('goes on when the charm and all its files are gone', async () => {
    const child = start('#!/bin/sh\necho begun\nread line < /dev/stdin\nsleep 0.3\nexit 5\n', {
      isRecorded: true,
      limit: { text: '1m', seconds: 60 },
    });
    await once(child.stdout ?? child, 'data');
    rmSync(join(root, 'opt'), { recursive: true });
    expect((await once(child, 'exit'))[0]).toBe(5);
  });

  it('is nothing where there is none: only the run is noted', async () => {
    records().begin(1);
    expect(await run(undefined, { body: undefined, isRecorded: true })).toEqual({
      code: 0,
      out: '',
      err: '',
    });
    expect(records().read()[option]).toMatchObject({ end: { exitCode: 0 } });
  });
});

describe('the time limit', () => {
  it('ends a script, and says so in the job log', async () => {
    const { code, out } = await run('#!/bin/sh\nexec sleep 86401\n', { limit: oneSecond });
    expect(code).toBe(124);
    expect(out).toBe(
      'backup-integrator: run-before-backup was ended with all that it had started: it took longer than script-timeout, 1s\n',
    );
    expect(running('86401')).toEqual([]);
  });

  it('ends what has left its session, with an environment and output of its own', async () => {
    const script =
      '#!/bin/sh\n(setsid -f env -i sleep 86402 >/dev/null 2>&1 &)\nsetsid sleep 86403 &\nsleep 86404\n';
    expect(await run(script, { limit: oneSecond })).toMatchObject({ code: 124 });
    expect(['86402', '86403', '86404'].flatMap(running)).toEqual([]);
  });

  it('ends what keeps the job waiting after the script has ended', async () => {
    const { code } = await run('#!/bin/sh\nsetsid sleep 86405 &\n', { limit: oneSecond });
    expect(code).toBe(124);
    expect(running('86405')).toEqual([]);
  });

  it('lets a service be that the script has started and that keeps nothing open', async () => {
    const script = '#!/bin/sh\nsetsid -f sleep 86406 >/dev/null 2>&1 </dev/null\n';
    expect(await run(script, { limit: oneSecond })).toMatchObject({ code: 0, out: '' });
    const [pid] = running('86406');
    expect(pid).toBeDefined();
    process.kill(Number(pid));
  });

  it('gives a script some seconds to end by itself', async () => {
    const script = `#!/bin/sh\ntrap 'echo leaving; exit 0' TERM\nwhile :; do sleep 0.1; done\n`;
    const { code, out } = await run(script, { limit: oneSecond });
    expect(code).toBe(124);
    expect(out).toMatch(/^leaving\n/);
  });

  it('kills one that does not', async () => {
    const script = `#!/bin/sh\ntrap '' TERM\nwhile :; do sleep 0.1; done # 86407\n`;
    expect(await run(script, { limit: oneSecond })).toMatchObject({ code: 124 });
    expect(running(join(folder, body))).toEqual([]);
  }, 20_000);
});

describe('a wrapper that is ended', () => {
  it('takes with it all that the script has started', async () => {
    const child = start('#!/bin/sh\nsetsid sleep 86408 &\necho begun\nsleep 86408\n');
    await once(child.stdout ?? child, 'data');
    child.kill('SIGTERM');
    expect((await once(child, 'exit'))[0]).toBe(143);
    expect(running('86408')).toEqual([]);
  });
});

describe('the variables of the secret', () => {
  const echo = '#!/bin/sh\nprintf "%s|%s" "$PASSWORD" "$OTHER"\n';

  it('are those of the script, whatever is in them', async () => {
    put('environment', `PASSWORD=a 'b' "$c" \\d\ne=f\0OTHER=\0`, 0o600);
    expect(await run(echo, { hasEnvironment: true })).toEqual({
      code: 0,
      out: `a 'b' "$c" \\d\ne=f|`,
      err: '',
    });
  });

  it('come back whole: any text without NUL', async () => {
    const values = fc
      .string({ unit: 'grapheme', maxLength: 200 })
      .filter((each) => !each.includes('\0'));
    await fc.assert(
      fc.asyncProperty(values, async (value) => {
        put('environment', `PASSWORD=${value}\0OTHER=x\0`, 0o600);
        const { out } = await run(echo, { hasEnvironment: true });
        expect(out).toBe(`${value}|x`);
      }),
      { numRuns: 20 },
    );
  });

  it.each([
    ['is missing', () => {}],
    ['may be read by others', () => put('environment', 'PASSWORD=x\0', 0o644)],
    ['is a link', () => symlinkSync('/etc/hostname', join(folder, 'environment'))],
  ])('keep the script from running where their file %s', async (_, lay) => {
    lay();
    const { code, out } = await run('#!/bin/sh\necho ran\n', { hasEnvironment: true });
    expect(code).toBe(1);
    expect(out).toMatch(/^backup-integrator: run-before-backup was not run: .*environment/);
  });
});

describe('the record', () => {
  it('has start, end, exit code and how long it took, for root alone', async () => {
    records().begin(1);
    const before = Math.floor(Date.now() / 1000);
    await run('#!/bin/sh\nsleep 1.1\nexit 7\n', { isRecorded: true });
    const record = records().read()[option];
    expect(record?.started).toBeGreaterThanOrEqual(before);
    expect(record?.end).toMatchObject({ exitCode: 7, isOverLimit: false });
    expect(record?.end?.seconds).toBeGreaterThanOrEqual(1);
    expect(record?.succeeded).toBeUndefined();
    const [runs] = [join(root, 'opt/backup-integrator-charm/runs/app')];
    expect(readdirSync(runs).sort()).toEqual(['run-before-backup', 'since']);
    expect(statSync(join(runs, option)).mode & 0o777).toBe(0o600);
  });

  it('says of a script that runs when it began', async () => {
    records().begin(1);
    const child = start('#!/bin/sh\necho begun\nsleep 86409\n', { isRecorded: true });
    await once(child.stdout ?? child, 'data');
    expect(records().read()[option]?.end).toBeUndefined();
    child.kill('SIGTERM');
    await once(child, 'exit');
    expect(records().read()[option]?.end).toMatchObject({ exitCode: 143 });
  });

  it('keeps the last success through a failure', async () => {
    records().begin(1);
    await run('#!/bin/sh\nexit 0\n', { isRecorded: true });
    const success = records().read()[option]?.succeeded;
    expect(success).toBeDefined();
    await run('#!/bin/sh\nexit 1\n', { isRecorded: true });
    expect(records().read()[option]).toMatchObject({ succeeded: success, end: { exitCode: 1 } });
  });

  it('says that the limit was reached', async () => {
    records().begin(1);
    await run('#!/bin/sh\nsleep 86410\n', { isRecorded: true, limit: oneSecond });
    expect(records().read()[option]?.end).toMatchObject({ exitCode: 124, isOverLimit: true });
  });

  it('is none of a rehearsal, and the script does not see that it is one', async () => {
    records().begin(1);
    rehearsal = { BACKUP_INTEGRATOR_REHEARSAL: '1' };
    const { out } = await run('#!/bin/sh\nenv | grep -c BACKUP\n', { isRecorded: true });
    rehearsal = {};
    expect(out).toBe('0\n');
    expect(records().read()).toEqual({});
  });

  it('is made in no folder that is not there, nor behind a link', async () => {
    expect(await run('#!/bin/sh\n', { isRecorded: true })).toMatchObject({ code: 0, out: '' });
    expect(existsSync(join(root, 'opt/backup-integrator-charm/runs'))).toBe(false);
    const elsewhere = temporaryFolder();
    mkdirSync(join(root, 'opt/backup-integrator-charm/runs'));
    symlinkSync(elsewhere, join(root, 'opt/backup-integrator-charm/runs/app'));
    await run('#!/bin/sh\n', { isRecorded: true });
    expect(readdirSync(elsewhere)).toEqual([]);
  });

  it('that can not be written fails nothing', async () => {
    records().begin(1);
    mkdirSync(join(root, `opt/backup-integrator-charm/runs/app/.${option}`));
    const { code, out } = await run('#!/bin/sh\n', { isRecorded: true });
    expect(code).toBe(0);
    expect(out).toContain("this run can't be noted");
  });

  it('is whole while several runs end at once', async () => {
    records().begin(1);
    put(body, '#!/bin/sh\n');
    await Promise.all(Array.from({ length: 10 }, () => run(undefined, { isRecorded: true })));
    expect(records().read()[option]).toMatchObject({ end: { exitCode: 0 } });
  });
});

describe('after a failure of run-before-backup', () => {
  const after = 'run-after-backup.0123456789abcdef';
  beforeEach(() => put(after, '#!/bin/sh\necho cleaning up\n'));

  it('run-after-backup runs at once, and the backup still fails', async () => {
    const { code, out } = await run('#!/bin/sh\nexit 9\n', { cleanUp: after });
    expect(code).toBe(9);
    expect(out).toBe(
      'backup-integrator: run-before-backup failed, so that run-after-backup runs now (clean-up-on-failure)\ncleaning up\n',
    );
  });

  it('it runs also where the limit was reached', async () => {
    const { code, out } = await run('#!/bin/sh\nsleep 86411\n', {
      cleanUp: after,
      limit: oneSecond,
    });
    expect(code).toBe(124);
    expect(out).toMatch(/cleaning up\n$/);
  });

  it('it has the same limit, and what it exits with is said', async () => {
    put(after, '#!/bin/sh\nsleep 86412\n');
    const { code, out } = await run('#!/bin/sh\nexit 9\n', { cleanUp: after, limit: oneSecond });
    expect(code).toBe(9);
    expect(out).toMatch(/run-after-backup failed with exit code 124\n$/);
  });

  it('it does not run where all went well', async () => {
    expect(await run('#!/bin/sh\n', { cleanUp: after })).toMatchObject({ code: 0, out: '' });
  });
});

describe('the text of a wrapper', () => {
  it('says what it wraps', () => {
    expect(wrappedBy(wrapperOf(plain))).toEqual({ body, hasEnvironment: false });
    expect(wrappedBy(wrapperOf({ ...plain, hasEnvironment: true, body: undefined }))).toEqual({
      body: '',
      hasEnvironment: true,
    });
  });

  it.each(['', '#!/bin/sh\n', '#!/usr/bin/perl\nprint 1;\n'])('is no other: %j', (text) => {
    expect(wrappedBy(text)).toBeUndefined();
  });

  it('holds no character of a setting that Perl would read', () => {
    const limit = { text: `1s'; system('id'); '`, seconds: 1 };
    expect(wrapperOf({ ...plain, limit })).toContain(`limit_text => '1s systemid ',`);
  });
});
