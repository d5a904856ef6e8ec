import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  deepFreeze,
  type FilesetEntry,
  namedPaths,
  pathsOnAllUnits,
  specOf,
} from '../../../src/core/spec/draft.ts';

const named = (...paths: readonly string[]): FilesetEntry => ({
  value: paths.join(),
  line: 1,
  paths,
});
const glob = (
  here: readonly string[],
  elsewhere: readonly string[],
  literals: readonly string[] = [],
) => ({
  ...named(...literals, ...here),
  glob: {
    literals,
    patterns: [{ text: '/*', here, elsewhere, isUnanswered: false }],
  },
});
const draft = (...entries: readonly FilesetEntry[]) => ({ entries, scripts: [], extensions: {} });

describe('a spec', () => {
  it('has the paths of all entries in order, each once, and the scripts by option', () => {
    const spec = specOf({
      entries: [named('/b/1', '/b/2'), named('/a'), named('/b/2', '/b/3')],
      scripts: [{ option: 'run-after-backup', content: 'x', path: '/opt/s/run-after-backup' }],
      extensions: {},
    });
    expect(spec).toEqual({
      fileset: ['/b/1', '/b/2', '/a', '/b/3'],
      scripts: { 'run-after-backup': '/opt/s/run-after-backup' },
      extensions: {},
    });
  });

  it('has what any unit has, without what is left out', () => {
    const entries = draft(named('/z'), glob(['/c'], ['/a', '/b']));
    expect(specOf(entries).fileset).toEqual(['/z', '/a', '/b', '/c']);
    expect(specOf(entries, new Set(['/b', '/c', '/never'])).fileset).toEqual(['/z', '/a']);
  });

  it('takes over the extensions as they are', () => {
    const extensions = {};
    expect(specOf({ ...draft(), extensions }).extensions).toBe(extensions);
  });
});

describe('what an entry stands for on all units', () => {
  it('keeps its order where no other unit has more', () => {
    expect(pathsOnAllUnits(named('/b', '/a'))).toEqual(['/b', '/a']);
    expect(pathsOnAllUnits(glob(['/a'], [], ['/b']))).toEqual(['/b', '/a']);
  });

  it('is the same whichever unit leads', () => {
    const path = fc.constantFrom('/a', '/b', '/c', '/d');
    fc.assert(
      fc.property(
        fc.uniqueArray(path, { minLength: 1 }),
        fc.uniqueArray(path, { minLength: 1 }),
        (one, other) => {
          const elsewhere = (here: readonly string[], there: readonly string[]) =>
            there.filter((each) => !here.includes(each));
          const onOne = pathsOnAllUnits(glob([...one].sort(), elsewhere(one, other)));
          const onOther = pathsOnAllUnits(glob([...other].sort(), elsewhere(other, one)));
          expect(onOne).toEqual(onOther);
        },
      ),
    );
  });
});

it('what the config names itself is all but the matches of globs', () => {
  const entries = draft(named('/a'), glob(['/c'], ['/d'], ['/b']), glob(['/a'], []));
  expect(namedPaths(entries)).toEqual(new Set(['/a', '/b']));
});

describe('deepFreeze', () => {
  it('freezes any JSON all the way down, and changes nothing of it', () => {
    const isFrozen = (value: unknown): boolean =>
      typeof value !== 'object' ||
      value === null ||
      (Object.isFrozen(value) && Object.values(value).every(isFrozen));
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const before = structuredClone(value);
        deepFreeze(value, 'draft');
        expect(isFrozen(value)).toBe(true);
        expect(value).toEqual(before);
      }),
    );
  });

  it('takes what has no value, and what has no prototype', () => {
    const value = { a: undefined, b: null, c: Object.create(null) };
    deepFreeze(value, 'draft');
    expect(Object.isFrozen(value.c)).toBe(true);
  });

  it.each([
    [new Map(), 'a Map'],
    [new Set(), 'a Set'],
    [new Date(0), 'a Date'],
    [Buffer.from(''), 'a Buffer'],
    [new (class Retention {})(), 'a Retention'],
  ])('refuses what is no plain object, and says where: %s', (value, what) => {
    expect(() => deepFreeze({ entries: [{ odd: value }] }, 'draft')).toThrow(
      `draft.entries.0.odd is ${what}: use a plain object or a list`,
    );
  });

  it.each([[() => {}], [Symbol('x')], [1n]])("refuses what JSON can't hold: %s", (value) => {
    expect(() => deepFreeze({ extensions: { odd: value } }, 'draft')).toThrow(
      `draft.extensions.odd is a ${typeof value}, which JSON can't hold`,
    );
  });
});
