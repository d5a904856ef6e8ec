import { describe, expect, it } from 'vitest';
import type { FilesetEntry } from '../../../src/core/spec/draft.ts';
import {
  absolutePathsOf,
  entryCheck,
  isTooLong,
  longestPath,
} from '../../../src/plugins/fileset/entry-check.ts';
import { fileset } from '../../../src/plugins/fileset/fileset.ts';
import { missingPath } from '../../../src/plugins/fileset/problems.ts';
import { check } from '../../support/check.ts';

const entry = (...paths: string[]): FilesetEntry => ({ value: 'as written', line: 1, paths });

describe('the paths that a disk can be asked for', () => {
  it('are the absolute ones without NUL', () => {
    expect(absolutePathsOf(entry('/a', 'b', '', '/c\0', './d', '/'))).toEqual(['/a', '/']);
  });

  it('and not too long for a system call, in bytes', () => {
    const fits = `/${'x'.repeat(longestPath - 1)}`;
    expect(absolutePathsOf(entry(fits, `${fits}x`))).toEqual([fits]);
    expect([isTooLong(fits), isTooLong(`${fits.slice(1)}é`)]).toEqual([false, true]);
  });
});

describe('entryCheck', () => {
  it('prepares once, then judges each entry, with its paths, in their order', async () => {
    const seen: unknown[] = [];
    const plugin = entryCheck('x', [missingPath], ({ draft }) => {
      seen.push(draft.entries.length);
      return ({ value }, paths) => seen.push([value, paths]);
    });
    await check([fileset(), plugin], { fileset: '/a/,b\n/c' }, '/');
    expect(seen).toEqual([3, ['/a/', ['/a']], ['b', []], ['/c', ['/c']]]);
    expect(plugin).toMatchObject({ name: 'x', problems: [missingPath] });
  });
});
