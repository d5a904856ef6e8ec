import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { ProcessFamily } from '../../../src/core/validators/process-family.ts';
import { isRunning, runningWith } from '../../support/is-running.ts';

const mark = 'BACKUP_INTEGRATOR_TEST=1 of a family';

/** Starts a process in a session of its own. */
async function sleeper(isMarked: boolean): Promise<ChildProcess> {
  const [name = '', value] = mark.split('=');
  const child = spawn('sleep', ['60'], {
    detached: true,
    stdio: 'ignore',
    env: { PATH: process.env['PATH'], ...(isMarked ? { [name]: value } : {}) },
  });
  await once(child, 'spawn');
  return child;
}

it('the leader of a family, and whoever has its mark, ends; others stay', async () => {
  const leader = await sleeper(false);
  const marked = await sleeper(true);
  const other = await sleeper(false);
  const ended = Promise.all([once(leader, 'exit'), once(marked, 'exit')]);
  new ProcessFamily(leader.pid ?? 0, mark).end();
  expect(await ended).toEqual([
    [null, 'SIGKILL'],
    [null, 'SIGKILL'],
  ]);
  expect(isRunning(String(other.pid))).toBe(true);
  other.kill('SIGKILL');
});

it('only what is in the session counts for its memory, and nothing once it has ended', async () => {
  const leader = await sleeper(false);
  const family = new ProcessFamily(leader.pid ?? 0, mark);
  const memory = family.memory();
  expect(memory).toBeGreaterThan(0);
  expect(memory).toBeLessThan(process.memoryUsage().rss / 1024);
  const ended = once(leader, 'exit');
  family.end();
  await ended;
  expect(family.memory()).toBe(0);
  family.end();
});

it.skipIf(process.getuid?.() !== 0)(
  'all that is in the namespace of the leader counts and ends, whatever its session and environment',
  async () => {
    const word = `6003.${process.pid}`;
    const script = `env -i setsid sleep ${word} & sleep 60`;
    const unshare = ['--pid', '--fork', '--mount-proc', 'sh', '-c', script];
    const leader = spawn('unshare', unshare, { detached: true, stdio: 'ignore' });
    await expect.poll(() => runningWith(word)).toHaveLength(1);
    const family = new ProcessFamily(leader.pid ?? 0, mark);
    const [left = ''] = runningWith(word);
    const [, kib] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${left}/status`, 'utf8')) ?? [];
    const own = [leader.pid ?? 0].length * Number(kib);
    expect(family.memory()).toBeGreaterThan(own);
    const ended = once(leader, 'exit');
    family.end();
    await ended;
    expect(runningWith(word)).toEqual([]);
  },
);

it.skipIf(process.getuid?.() !== 0)(
  'a namespace that is made when that of the leader has gone is not taken for it, though the kernel uses its number again',
  async () => {
    const makeNamespace = async (...command: readonly string[]) => {
      const child = spawn('unshare', ['--pid', '--fork', '--kill-child', ...command], {
        detached: true,
        stdio: ['pipe', 'ignore', 'ignore'],
      });
      await once(child, 'spawn');
      const children = () => readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8');
      await expect.poll(children).not.toBe('');
      return child;
    };
    const leader = await makeNamespace('cat');
    const family = new ProcessFamily(leader.pid ?? 0, mark);
    expect(family.memory()).toBeGreaterThan(0);
    leader.stdin?.end();
    await once(leader, 'exit');
    // The kernel frees it a moment later.
    await sleep(200);

    const others = await Promise.all([1, 2, 3].map(() => makeNamespace('sleep', '60')));
    family.end();
    const ended = Promise.all(others.map((other) => once(other, 'exit')));
    expect(others.map(({ pid }) => isRunning(String(pid)))).toEqual([true, true, true]);
    expect(await Promise.race([ended, sleep(300, 'all go on')])).toBe('all go on');
    for (const other of others) other.kill('SIGKILL');
    await ended;
  },
);
