import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { mostOutput, type RunBounds, runScript } from '../../../src/core/process/run-script.ts';
import { isRunning } from '../../support/is-running.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

let folder: string;

beforeEach(() => {
  folder = temporaryFolder();
});

const pathOf = (name: string) => join(folder, name);
const read = (name: string) => readFileSync(pathOf(name), 'utf8');

/** Runs a script: each `@` in it is the test's folder. */
async function run(text: string, bounds: Partial<RunBounds> = {}) {
  const file = pathOf('script');
  writeFileSync(file, text.replaceAll('@', folder), { mode: 0o700 });
  return runScript(file, { seconds: 60, hidden: [], ...bounds });
}

/** What each of these does is over once a process with this number is in the file. */
const sleeper = (how: string) => `${how} & echo $! > @/new; mv @/new @/pid`;

describe('a script is run as a file daemon does it', () => {
  it('with a service’s environment, in /, with nothing on stdin and a session of its own', async () => {
    const { end, output, errorOutput } = await run(
      [
        '#!/bin/sh',
        'env | grep -v "^\\(_\\|OLDPWD\\|PWD\\)=" | sort',
        'pwd; umask; cat; ls /proc/$$/fd',
        'test "$(cut -d" " -f6 /proc/$$/stat)" = $$ && echo leads its session',
        'test -p /dev/stdout && echo into a pipe',
        'echo wrong > /dev/stderr',
        '',
      ].join('\n'),
    );
    expect(end).toEqual({ kind: 'exited', exitCode: 0 });
    expect(output).toEqual([
      'BACKUP_INTEGRATOR_REHEARSAL=1',
      'LANG=C.UTF-8',
      'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      '/',
      '0022',
      ...['0', '1', '10', '2'], // 10 is dash's own: the script.
      'leads its session',
      'into a pipe',
    ]);
    expect(errorOutput).toEqual(['wrong']);
  });

  it('by sh, where it has no #! line', async () => {
    expect((await run('echo $0 $((1 + 1))\n')).output).toEqual([`${pathOf('script')} 2`]);
  });

  it.each([
    ['exit 3', { kind: 'exited', exitCode: 3 }],
    ['kill -KILL $$', { kind: 'killed', signal: 'SIGKILL' }],
  ])('and ends as it ends: %s', async (line, end) => {
    expect((await run(`#!/bin/sh\n${line}\n`)).end).toEqual(end);
  });

  it('or is not started, for the reason that the system gives', async () => {
    expect((await run('#!/no/such/shell\n')).end).toEqual({
      kind: 'not-started',
      reason: 'No such file or directory',
    });
  });

  it('and what it writes is read to its end, of which the last 8 KiB are kept', async () => {
    const { end, output } = await run(
      '#!/bin/sh\nhead -c 3000000 /dev/zero | tr "\\0" x; echo; echo end\n',
    );
    expect(end).toEqual({ kind: 'exited', exitCode: 0 });
    expect(output).toEqual([
      `(${(3_000_005 - mostOutput).toLocaleString('en')} bytes before this are not shown)`,
      'x'.repeat(mostOutput - 5),
      'end',
    ]);
  });

  it('without the texts that must not be shown', async () => {
    const { output, errorOutput } = await run('#!/bin/sh\necho "is hunter2"; echo hunter2 >&2\n', {
      hidden: ['hunter2'],
    });
    expect([output, errorOutput]).toEqual([['is ***'], ['***']]);
  });

  it('and somebody is told now and then that it still runs, which may fail', async () => {
    const told: number[] = [];
    const progress = (seconds: number) => {
      told.push(seconds);
      if (told.length === 2) writeFileSync(pathOf('go'), '');
      throw new Error('nobody there');
    };
    await run('#!/bin/sh\nuntil [ -e @/go ]; do sleep 0.05; done\n', { progress, every: 0.05 });
    expect(told.length).toBeGreaterThanOrEqual(2);
  });
});

describe('what a script leaves behind', () => {
  it('goes on where it holds none of its output', async () => {
    await run(`#!/bin/sh\n${sleeper('setsid sleep 600 > /dev/null 2>&1 < /dev/null')}\n`);
    expect(isRunning(read('pid'))).toBe(true);
    process.kill(Number(read('pid')));
  });

  it('is waited for where it holds its output', async () => {
    const { end, output } = await run(
      '#!/bin/sh\n(until [ -e @/go ]; do sleep 0.05; done; echo late) &\n(sleep 0.3; : > @/go) > /dev/null 2>&1 &\n',
    );
    expect([end, output]).toEqual([{ kind: 'exited', exitCode: 0 }, ['late']]);
  });

  it('is ended at the limit where it holds its output', async () => {
    const { end } = await run(`#!/bin/sh\n${sleeper('setsid sleep 600')}\n`, { seconds: 2 });
    expect(end).toEqual({ kind: 'held' });
    expect(isRunning(read('pid'))).toBe(false);
  });
});

describe('at the limit', () => {
  const ways = {
    'in its session': 'sleep 600',
    'in a session of its own': 'setsid sleep 600',
    'with another environment': 'env -i setsid sleep 600 > /dev/null 2>&1',
    'by a parent that has ended': 'setsid sh -c "sleep 600 & echo \\$! > @/orphan"',
    'that ignores the request to end': `sh -c "trap '' TERM; while :; do sleep 600; done"`,
  };

  it.each(Object.entries(ways))('a script ends with what it has started %s', async (_, start) => {
    const { end, output } = await run(
      `#!/bin/sh\necho begun\n${sleeper(start)}\nwait; sleep 600\n`,
      {
        seconds: 2,
        grace: 0.3,
      },
    );
    expect(end).toEqual({ kind: 'over-limit' });
    expect(output).toEqual(['begun']);
    const left = ['pid', 'orphan'].filter((name) => existsSync(pathOf(name))).map(read);
    expect(left.filter(isRunning)).toEqual([]);
  });

  it('a script may clean up first, and say so', async () => {
    const { end, output } = await run(
      '#!/bin/bash\ntrap "echo cleaned; exit 1" TERM\nwhile :; do sleep 0.1; done\n',
      { seconds: 2 },
    );
    expect([end, output]).toEqual([{ kind: 'over-limit' }, ['cleaned']]);
  });
});

it('a script ends with the charm that has started it', async () => {
  const module = join(import.meta.dirname, '../../../src/core/process/run-script.ts');
  const file = pathOf('script');
  writeFileSync(
    file,
    `#!/bin/sh\n${sleeper('setsid sleep 600')}\nsleep 600\n`.replaceAll('@', folder),
    {
      mode: 0o700,
    },
  );
  const program = `
    import { runScript } from ${JSON.stringify(module)};
    await runScript(${JSON.stringify(file)}, { seconds: 600, hidden: [] });
  `;
  const charm = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: 'ignore',
  });
  await expect.poll(() => existsSync(pathOf('pid')), { timeout: 20_000 }).toBe(true);
  charm.kill('SIGKILL');
  await expect.poll(() => isRunning(read('pid')), { timeout: 20_000 }).toBe(false);
});

it('a script that ends what runs it is no run that anything is known of', async () => {
  await expect(run('#!/bin/sh\nkill -KILL $PPID\n')).rejects.toThrow(
    'what runs the script has ended without a word of it',
  );
});
