import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { roomsOfCore } from './support/rooms.ts';

const repository = join(import.meta.dirname, '..');
const files = globSync('src/**/*.ts', { cwd: repository }).sort();
const text = (file: string) => readFileSync(join(repository, file), 'utf8');

/** Matches `import … from '…'`, `export … from '…'`, `import '…'` and `import('…')`. */
const imported = /^(?:import|export)\b[^'";]*?from '([^']+)'|\bimport\(?\s*'([^']+)'/gm;

/** What a file imports, types too: a path below the repository, or the name of a package. */
function importsOf(file: string): string[] {
  return [...text(file).matchAll(imported)].map(([, from, bare = '']) => {
    const specifier = from ?? bare;
    if (!specifier.startsWith('.')) return specifier;
    return relative(repository, join(repository, dirname(file), specifier));
  });
}

const imports = new Map(files.map((file) => [file, importsOf(file)]));
const edges = [...imports].flatMap(([file, all]) => all.map((other) => [file, other] as const));
const shown = (broken: readonly (readonly [string, string])[]) =>
  broken.map(([file, other]) => `${file} imports ${other}`);

/** Whether a file reads or writes files itself: the types of node:fs do nothing. */
const usesFs = (file: string) => /^import (?!type\b)[^;]* from '(?:node:)?fs\b/m.test(text(file));

const roomOf = (file: string) => /^src\/core\/(?:(.+)\/)?[^/]+$/.exec(file);

it('the imports are read as they stand in the files', () => {
  expect(imports.get('src/core/validate.ts')).toEqual(
    expect.arrayContaining([
      'src/core/hooks/hooks.ts',
      'src/core/spec/draft.ts',
      'src/core/validators/configured-plugins.ts',
    ]),
  );
  expect(imports.get('src/core/unit/files/open-folder.ts')).toEqual([
    'node:fs',
    'src/core/unit/disk/descriptor.ts',
    'src/core/unit/disk/disk-error.ts',
  ]);
  expect(imports.get('src/main.ts')).toContain('src/charm.ts');
  const ofTree = edges.map(([, other]) => other).filter((other) => other.startsWith('src/'));
  expect(ofTree.filter((other) => !files.includes(other))).toEqual([]);
});

describe('core', () => {
  const place = (file: string): number => {
    const [, room] = roomOf(file) ?? [];
    return room === undefined ? roomsOfCore.length : roomsOfCore.indexOf(room);
  };

  it('has no room that this test does not know', () => {
    const all = files.filter((file) => file.startsWith('src/core/'));
    expect(all.filter((file) => roomOf(file) === null || place(file) < 0)).toEqual([]);
  });

  it('imports from one room to the next in one direction', () => {
    const inCore = edges.filter(([file, other]) => roomOf(file) && other.startsWith('src/core/'));
    expect(shown(inCore.filter(([file, other]) => place(other) > place(file)))).toEqual([]);
  });

  it('imports nothing but core', () => {
    const outside = edges.filter(
      ([file, other]) => roomOf(file) && /^(?:src|test|charm|docs|examples|bench)\//.test(other),
    );
    expect(shown(outside.filter(([, other]) => !other.startsWith('src/core/')))).toEqual([]);
  });

  it('reads and writes files only where the disk is its business', () => {
    const allowed = /^src\/core\/(?:unit|validators)\//;
    expect(files.filter((file) => roomOf(file) && usesFs(file) && !allowed.test(file))).toEqual([]);
  });
});

it('one module changes what is on the disk, through the descriptors of folders', () => {
  const changes =
    /\bfs\.(?:promises|write|append|mkdir|rm|rename|unlink|f?chmod|f?chown|f?sync|f?truncate|f?utimes|link|symlink|cp|copy|mkdtemp|createWrite)|\b(?:writeFile|mkdir|rename|unlink|rm)(?:Sync)?\(/;
  const ofCharm = files.filter((file) => /^src\/(?:core|plugins)\/|^src\/[^/]+$/.test(file));
  expect(ofCharm.filter((file) => changes.test(text(file)))).toEqual([
    'src/core/unit/disk/descriptor.ts',
    'src/core/unit/files/open-folder.ts',
    // The program of another process, which notes a run in a folder that the charm has made.
    'src/plugins/run-scripts/wrapper/program.ts',
  ]);
});

describe('a plugin', () => {
  const concernOf = (file: string) => /^src\/plugins\/([^/]+)\//.exec(file)?.[1];

  it('imports core and its own concern, never another plugin', () => {
    const ofPlugins = edges.filter(
      ([file, other]) => concernOf(file) !== undefined && other.startsWith('src/'),
    );
    const broken = ofPlugins.filter(
      ([file, other]) => !other.startsWith('src/core/') && concernOf(other) !== concernOf(file),
    );
    expect(shown(broken)).toEqual([]);
  });

  it('is in the list that alone imports all of them', () => {
    // A fork's list names its own besides.
    const fromOutside = edges.filter(
      ([file, other]) =>
        file !== 'src/charm.ts' && concernOf(file) === undefined && concernOf(other) !== undefined,
    );
    expect([...new Set(fromOutside.map(([file]) => file))]).toEqual([
      'src/index.ts',
      'src/plugins/standard.ts',
    ]);
  });

  it('reads the unit through its disk, and writes through core', () => {
    expect(files.filter((file) => concernOf(file) !== undefined && usesFs(file))).toEqual([]);
  });
});

it('what the charm says leaves it in one place for each way out', () => {
  const own = files.filter((file) => !file.startsWith('src/testing/'));
  const saying =
    /'(?:juju-log|status-set|action-(?:set|fail|log))'|\bconsole\.|\bprocess\.std(?:out|err)\b/;
  expect(own.filter((file) => saying.test(text(file)))).toEqual([
    'src/core/juju/hook-tools.ts',
    'src/run.ts',
  ]);
});

describe('the command check', () => {
  const isCheck = (file: string) => file.startsWith('src/check/');

  it('imports core, and of the Juju model what is said of a config', () => {
    const allowed = /^src\/(?:core|check)\/|^src\/testing\/model\/(?:metadata|settings)\.ts$/;
    const ofCheck = edges.filter(([file, other]) => isCheck(file) && other.startsWith('src/'));
    expect(shown(ofCheck.filter(([, other]) => !allowed.test(other)))).toEqual([]);
  });

  it('is loaded late, by the charm alone', () => {
    const loading = edges.filter(([file, other]) => !isCheck(file) && isCheck(other));
    expect(shown(loading)).toEqual(['src/run.ts imports src/check/run-check.ts']);
    expect(text('src/run.ts')).not.toMatch(/^import [^;]*\/check\//m);
  });

  it("needs no module of Node's besides those of the hooks, as a compiled executable loads all of them", () => {
    const modulesOf = (isIn: (file: string) => boolean) =>
      new Set(
        edges
          .filter(([file, other]) => isIn(file) && other.startsWith('node:'))
          .map(([, other]) => other),
      );
    const ofHooks = modulesOf((file) => /^src\/(?:core|plugins)\//.test(file));
    expect([...modulesOf(isCheck)].filter((module) => !ofHooks.has(module))).toEqual([]);
  });
});

it('the Juju model and the contracts import core, and no plugin', () => {
  const ofTesting = edges.filter(
    ([file, other]) => file.startsWith('src/testing/') && other.startsWith('src/'),
  );
  expect(shown(ofTesting.filter(([, other]) => !/^src\/(?:core|testing)\//.test(other)))).toEqual(
    [],
  );
});

it('no file of core or of a plugin imports itself by way of others', () => {
  const done = new Set<string>();
  const cycleFrom = (file: string, path: readonly string[]): readonly string[] => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return [];
    const found = (imports.get(file) ?? []).flatMap((other) => cycleFrom(other, [...path, file]));
    done.add(file);
    return found;
  };
  const own = files.filter((file) => /^src\/(?:core|plugins)\//.test(file));
  expect(own.flatMap((file) => cycleFrom(file, []))).toEqual([]);
});

describe('every file of core and of the plugins that decides something', () => {
  /** Types and constants decide nothing by themselves, nor does a plugin's catalogue: its words show where they are reported. */
  const decides = (file: string) =>
    !/^src\/plugins\/.*\/problems\.ts$/.test(file) &&
    /^(?:export )?(?:async )?(?:function|class)\b|^(?:export )?const \w+ = (?:async )?\(/m.test(
      text(file),
    );
  /** A fork's own plugins are not in this list, and their tests are the fork's business. */
  const standard = new Set(['src/plugins/standard.ts']);
  for (const file of standard) for (const other of imports.get(file) ?? []) standard.add(other);
  const deciding = files.filter(
    (file) => (file.startsWith('src/core/') || standard.has(file)) && decides(file),
  );

  it.each(deciding)('has its namesake in test/: %s', (file) => {
    const namesake = file.replace(/^src/, 'test').replace(/\.ts$/, '.test.ts');
    expect(existsSync(join(repository, namesake)), namesake).toBe(true);
  });
});
