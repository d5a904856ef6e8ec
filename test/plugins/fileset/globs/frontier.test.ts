import { describe, expect, it } from 'vitest';
import { PathPattern } from '../../../../src/core/spec/path-pattern.ts';
import { PathPatterns } from '../../../../src/core/spec/path-patterns.ts';
import { Frontier } from '../../../../src/plugins/fileset/globs/frontier.ts';

const all = new PathPatterns(['/a/*', '/b/*', '/*/c/*'].map((text) => new PathPattern(text)));
const at = (folder: string) => ({ folder, position: all.at(folder) });

/** Two globs: the first one has two patterns. */
const frontier = () => new Frontier([2, 1]);

describe('the folders of a walk', () => {
  it('are of all globs that lead there', () => {
    const { start } = all;
    expect([...frontier().globsOf(start)]).toEqual([0, 1]);
    expect([...frontier().globsOf(all.at('/x/c'))]).toEqual([1]);
    expect([0, 1, 2].map((pattern) => frontier().globOf(pattern))).toEqual([0, 0, 1]);
  });

  it('come in order, what is deeper first, and each once', () => {
    const folders = frontier();
    folders.push([at('/a'), at('/x')]);
    const first = folders.next();
    expect(first?.folder).toBe('/a');
    if (first !== undefined) folders.replace(first, [at('/a/c')]);
    const rest: string[] = [];
    for (let next = folders.next(); next !== undefined; next = folders.next()) {
      rest.push(next.folder);
      folders.replace(next, []);
    }
    expect(rest).toEqual(['/a/c', '/x']);
    expect(folders.unfinished).toEqual([]);
  });

  it('come first for the glob that has taken the least time', () => {
    const folders = frontier();
    const [a, x] = [{ ...at('/a'), position: all.at('/a').only((each) => each === 0) }, at('/x')];
    folders.push([a, x]);
    folders.charge(a, 2);
    expect(folders.next()).toBe(x);
    folders.charge(x, 3);
    expect(folders.next()).toBe(a);
    expect([folders.sizeOf(0), folders.sizeOf(1)]).toEqual([1, 1]);
  });

  it('of a glob that is dropped are passed over', () => {
    const folders = frontier();
    folders.push([at('/a'), at('/x')]);
    folders.drop(1);
    expect(folders.unfinished).toEqual([0]);
    expect([...folders.live(all.start).patterns]).toEqual([0, 1]);
    folders.drop(0);
    expect(folders.next()).toBeUndefined();
  });
});
