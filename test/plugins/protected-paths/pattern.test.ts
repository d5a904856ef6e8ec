import { dirname } from 'node:path';
import fc from 'fast-check';
import { Minimatch } from 'minimatch';
import { expect, it } from 'vitest';
import { Pattern } from '../../../src/plugins/protected-paths/pattern.ts';

it.each(['/etc/ssl/', '/etc/./ssl', '//etc//ssl', '/etc/x/../ssl'])(
  'a pattern is the path that it stands for: %s',
  (text) => {
    const pattern = new Pattern(text);
    expect(['/etc/ssl', '/etc/ssl/a', '/etc'].map((path) => pattern.covers(path))).toEqual([
      true,
      true,
      false,
    ]);
    expect(pattern.isBelow('/etc')).toBe(true);
  },
);

it('the root covers all, and nothing is above it', () => {
  const root = new Pattern('/');
  expect(['/', '/etc', '/etc/ssl'].map((path) => root.covers(path))).toEqual([true, true, true]);
});

it('a path is covered where the pattern matches it, or a folder above it', () => {
  const name = fc.constantFrom('a', 'b', 'ab', '.a', 'a.b');
  const part = fc.oneof(name, fc.constantFrom('*', '**', 'a*', '?', '[ab]', '{a,b}', '+(a)', '.*'));
  const joined = (names: fc.Arbitrary<string>) =>
    fc.array(names, { maxLength: 4 }).map((parts) => `/${parts.join('/')}`);
  const folders = (path: string): string[] =>
    path === '/' ? ['/'] : [path, ...folders(dirname(path))];
  fc.assert(
    fc.property(joined(part), joined(name), (text, path) => {
      const glob = new Minimatch(text, { dot: true });
      const pattern = new Pattern(text);
      expect(pattern.covers(path)).toBe(folders(path).some((each) => glob.match(each)));
      const start = text.replace(/\/\*\*.*$/, '') || '/';
      const partial = new Minimatch(start, { dot: true, partial: true });
      expect(pattern.isBelow(path)).toBe(partial.match(path));
    }),
    { numRuns: 2000 },
  );
});
