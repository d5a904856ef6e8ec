import { describe, expect, it } from 'vitest';
import { bundle, packagesOf } from '../../../charm/contents/bundle.ts';
import { ownProject } from '../../../charm/project/project.ts';

/** The standard composition, whatever a fork's own is. */
const standard = { folder: ownProject.folder, entry: 'test/support/standard-main.ts' };
const chunks = await bundle(standard, { format: 'esm', extension: 'js', minify: false });
const named = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));

/** All that is loaded with a part. */
function loadedWith(name: string, known = new Set<string>()): ReadonlySet<string> {
  if (known.has(name)) return known;
  known.add(name);
  for (const each of named.get(name)?.imports ?? []) loadedWith(each, known);
  return known;
}

describe('the code in parts', () => {
  it('begins with main', () => {
    expect(chunks.filter(({ isEntry }) => isEntry).map(({ fileName }) => fileName)).toEqual([
      'main.js',
    ]);
  });

  it('has an event load these modules of Node alone', () => {
    const isCharm = (file: string) => file.endsWith('/support/standard.ts');
    const charm = chunks.find(({ moduleIds }) => moduleIds.some(isCharm));
    const loaded = [...loadedWith('main.js'), ...loadedWith(charm?.fileName ?? '')];
    const required = loaded.flatMap((name) =>
      [...(named.get(name)?.code ?? '').matchAll(/require\w*\("([^"]+)"\)/gi)].map(([, id]) => id),
    );
    const builtins = new Set([...loaded.filter((name) => !named.has(name)), ...required]);
    expect([...builtins].sort()).toEqual([
      'node:buffer',
      'node:child_process',
      'node:fs',
      'node:module',
      'node:os',
      'node:path',
    ]);
  });

  it('is made of packages that are named by their folders', () => {
    const names = packagesOf(chunks).map((folder) => folder.replace(/^.*\/node_modules\//, ''));
    expect(names).toEqual(expect.arrayContaining(['minimatch', 'tapable', 'yaml']));
    expect(names).not.toContain('vitest');
  });
});
