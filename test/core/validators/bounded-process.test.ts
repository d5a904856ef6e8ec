import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Head, runBounded } from '../../../src/core/validators/bounded-process.ts';
import { isRunning } from '../../support/is-running.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const bounds = { seconds: 30, memory: 512 };

const preamble = `
import { existsSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { spawn, spawnSync } from 'node:child_process';
const answer = (text) => writeSync(3, text + '\\n');
`;

/** Runs a module in a process of its own. */
const run = (module: string, limits = {}, input = '') =>
  runBounded([process.execPath, '--input-type=module', '--eval', preamble + module], input, {
    ...bounds,
    ...limits,
  });

describe('a bounded process', () => {
  it('reads its input, and answers with one line on a descriptor of its own', async () => {
    const { answer, excess } = await run(
      "console.log('noise'); answer('got ' + readFileSync(0).length);",
      {},
      'x'.repeat(3e6),
    );
    expect([answer, excess]).toEqual(['got 3000000\n', undefined]);
  });

  it('need not read its input', async () => {
    const { answer, how } = await run('process.exit(3)', {}, 'x'.repeat(3e6));
    expect([answer, how]).toEqual([undefined, 'ended with exit code 3']);
  });

  it('has not answered with half a line', async () => {
    expect(await run("writeSync(3, '[]')")).toMatchObject({ answer: undefined, excess: undefined });
  });

  it('prints as much as it likes, of which the first 64 KiB are kept of each stream', async () => {
    const { answer, printed } = await run(`
      const block = 'y'.repeat(2 ** 20);
      for (let count = 0; count < 32; count += 1) for (const stream of [1, 2]) writeSync(stream, block);
      answer('done');
    `);
    expect(answer).toBe('done\n');
    expect(printed.map(({ text, rest }) => [text.length, rest])).toEqual([
      [65_536, 32 * 2 ** 20 - 65_536],
      [65_536, 32 * 2 ** 20 - 65_536],
    ]);
  });

  it('is stopped for an answer that is too long', async () => {
    const { excess } = await run("for (;;) writeSync(3, 'y'.repeat(2 ** 20));");
    expect(excess).toBe('answer');
  });

  it.each([
    ['itself', 'const all = []; for (;;) all.push(Buffer.alloc(2 ** 22, 1));'],
    [
      'what it has started',
      "spawnSync(process.execPath, ['--eval', 'const all = []; for (;;) all.push(Buffer.alloc(2 ** 22, 1));'])",
    ],
  ])('is stopped for the memory that is taken by %s', async (_, module) => {
    const { excess, answer } = await run(module, { memory: 200 });
    expect([excess, answer]).toEqual(['memory', undefined]);
  });

  it('is stopped when its time is over', async () => {
    expect(await run('for (;;);', { seconds: 0.3 })).toMatchObject({ excess: 'seconds' });
  });
});

describe('what a bounded process has started', () => {
  const leave = `
    setpgrp(0, 0);
    %ENV = ();
    open(my $out, '>', "$ARGV[0].new");
    print $out $$;
    close($out);
    rename("$ARGV[0].new", $ARGV[0]);
    exec('/bin/sleep', 60);
  `;
  const starts = {
    'in its session': "spawn('sleep', ['60'], { stdio: 'inherit' })",
    'in a session of its own': "spawn('sleep', ['60'], { stdio: 'inherit', detached: true })",
    'with the answer in its hands':
      "spawn('sleep', ['60'], { stdio: ['inherit', 'inherit', 'inherit', 3], detached: true })",
    'by a shell that has ended':
      "spawn('sh', ['-c', 'setsid sleep 60 & printf $! > \"$1.new\"; mv \"$1.new\" \"$1\"', 'sh', file], { detached: true })",
    'in a group of its own, with another environment':
      "spawn('perl', ['-e', leave, file], { stdio: 'inherit' })",
    'with another environment': "spawn('sleep', ['60'], { stdio: 'inherit', env: {} })",
  };

  it.each(Object.entries(starts))('ends with its answer: %s', async (_, start) => {
    const file = join(temporaryFolder(), 'pid');
    const { answer } = await run(`
      const file = ${JSON.stringify(file)};
      const leave = ${JSON.stringify(leave)};
      const child = ${start};
      while (child.spawnfile !== 'sleep' && !existsSync(file)) await sleep(20);
      child.unref();
      answer(child.spawnfile === 'sleep' ? child.pid : readFileSync(file, 'utf8'));
      setInterval(() => {}, 1000);
    `);
    expect(answer).toMatch(/^\d+\n$/);
    expect(isRunning(answer ?? '')).toBe(false);
  });

  it('ends with it when its time is over', async () => {
    const file = join(temporaryFolder(), 'pid');
    const { excess } = await run(
      `
      const child = spawn('sleep', ['60'], { stdio: 'inherit', detached: true });
      writeFileSync(${JSON.stringify(file)}, String(child.pid));
      for (;;);
    `,
      { seconds: 2 },
    );
    expect(excess).toBe('seconds');
    expect(isRunning(readFileSync(file, 'utf8'))).toBe(false);
  });

  it('ends with it when it ends without an answer', async () => {
    const file = join(temporaryFolder(), 'pid');
    const { answer } = await run(`
      const child = spawn('sleep', ['60'], { stdio: 'inherit', detached: true });
      writeFileSync(${JSON.stringify(file)}, String(child.pid));
      process.exit(0);
    `);
    expect(answer).toBeUndefined();
    expect(isRunning(readFileSync(file, 'utf8'))).toBe(false);
  });
});

describe('the head of a stream', () => {
  const heads = (...parts: readonly string[]) => {
    const head = new Head(4);
    for (const part of parts) head.add(Buffer.from(part));
    return [head.text, head.rest, head.isLine];
  };

  it('is kept, and the rest is counted', () => {
    expect(heads()).toEqual(['', 0, false]);
    expect(heads('ab', 'c')).toEqual(['abc', 0, false]);
    expect(heads('ab', 'cdef', 'gh')).toEqual(['abcd', 4, false]);
  });

  it('is a line where it has the end of one, and all of it is there', () => {
    expect(heads('ab', 'c\n')).toEqual(['abc\n', 0, true]);
    expect(heads('abc\nd')).toEqual(['abc\n', 1, false]);
  });
});
