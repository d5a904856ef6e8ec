import { expect, it } from 'vitest';
import { commandsOf } from './commands.ts';

const read = (language: string, ...lines: readonly string[]) =>
  commandsOf({ page: 'a.md', line: 10, language, lines });

const words = (language: string, ...lines: readonly string[]) =>
  read(language, ...lines).map(({ line, programs }) => [
    line,
    ...programs.map((each) => each.words),
  ]);

it('a console has commands at their prompts, each with what it prints', () => {
  const commands = read('console', '$ a', 'b', '*c d', 'root@app-0:~# e', '# f', '', 'g');
  expect(commands.map(({ at, text, output }) => [at, text, output])).toEqual([
    ['shell', 'a', ['b']],
    ['bconsole', 'c d', []],
    ['machine', 'e', []],
    ['shell', 'f', ['', 'g']],
  ]);
});

it('a command goes on behind a backslash and in a quotation', () => {
  expect(words('console', '$ a \\', '    b', "$ c '", "d' | e")).toEqual([
    [10, ['a', 'b']],
    [12, ['c', '\nd'], ['e']],
  ]);
});

it('a here-document is what a command reads', () => {
  const [command, next] = read('console', "$ cat > f <<'END'", 'a', 'END', '$ b');
  expect(command).toMatchObject({ input: ['a'], programs: [{ words: ['cat'], into: 'f' }] });
  expect(next?.text).toBe('b');
});

it('a block without prompts has a command in each line, without its comment', () => {
  const expected = [
    [10, ['a'], ['b']],
    [11, ['c', 'd e', '<your f>']],
  ];
  expect(words('sh', 'a && X=1 b   # why', "c 'd e' <your f>")).toEqual(expected);
  expect(words('indented', 'a && X=1 b   # why', "c 'd e' <your f>")).toEqual(expected);
});

it('a workflow has commands in its steps', () => {
  expect(words('yaml', 'steps:', '  - run: a b', '    if: c')).toEqual([[11, ['a', 'b']]]);
});

it('what is shown is no command', () => {
  expect(read('indented', 'blocked  a is not set')).toEqual([]);
  expect(read('indented', 'a ── b')).toEqual([]);
  expect(read('text', 'a: b')).toEqual([]);
  expect(read('ts', '$ a')).toEqual([]);
});

it('what the reader does not know is refused', () => {
  expect(() => read('sh', 'a & b')).toThrow('& in: a & b');
});
