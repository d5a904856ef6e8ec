import { describe, expect, it } from 'vitest';
import type { FilesetEntry } from '../../../src/core/spec/draft.ts';
import { keptPaths } from '../../../src/plugins/relation-publisher/kept-paths.ts';

/** A glob entry whose patterns some unit has not looked for yet, but for those that are `answered`. */
const glob = (unanswered: readonly string[], answered: readonly string[] = []): FilesetEntry => ({
  value: '/written/*',
  line: 1,
  paths: [],
  glob: {
    literals: ['/literal'],
    patterns: [
      ...unanswered.map((text) => ({ text, here: [], elsewhere: [], isUnanswered: true })),
      ...answered.map((text) => ({ text, here: [], elsewhere: [], isUnanswered: false })),
    ],
  },
});

const kept = (entries: readonly FilesetEntry[], ...published: string[]) =>
  keptPaths(entries, () => published);

describe('of what is published stays', () => {
  it('what fits a pattern that a unit has not looked for, and nothing else', async () => {
    const entries = [glob(['/srv/*.sql'], ['/etc/*']), glob(['/data/{b*,c}/x'])];
    const published = ['/srv/a.sql', '/srv/a/b.sql', '/etc/a', '/data/b1/x', '/literal', '/other'];
    expect(await kept(entries, ...published)).toEqual(['/srv/a.sql', '/data/b1/x']);
  });

  it('what is hidden, and what a pattern for folders matches: the published path has no slash at its end', async () => {
    expect(await kept([glob(['/srv/*//'])], '/srv/.hidden', '/srv/a')).toEqual([
      '/srv/.hidden',
      '/srv/a',
    ]);
  });

  it('a pattern itself does not, which the Python charm published as it was', async () => {
    expect(await kept([glob(['/srv/*', '/srv/a*'])], '/srv/*', '/srv/a*', '/srv/a')).toEqual([
      '/srv/a',
    ]);
  });
});

it('nobody asks what is published where every unit has looked for every pattern', async () => {
  const literal = { value: '/a', line: 1, paths: ['/a'] };
  const asked = keptPaths([literal, glob([], ['/srv/*'])], () => {
    throw new Error('asked');
  });
  expect(await asked).toEqual([]);
});
