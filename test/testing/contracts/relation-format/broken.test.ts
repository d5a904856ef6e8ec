import { describe, expect, it } from 'vitest';
import type { RelationFormat } from '../../../../src/core/spec/relation-format.ts';
import { backupFormatV0, backupV0 } from '../../../../src/plugins/relation-publisher/backup-v0.ts';
import { describeRelationFormat } from '../../../../src/testing/index.ts';
import { failures } from '../failures.ts';

const rules = {
  named: 'has a name',
  accepts: 'accepts paths as they are on any machine',
  absolute: 'refuses a path that is not absolute',
  findings: 'names the path in each finding, of a kind that it lists',
  without: 'checks without a relation, and without a fileset',
  back: 'gives back what it accepts',
  scripts: 'carries every script',
  values: 'writes values that a databag holds: texts, none of them empty',
  same: 'writes the same for the same, at any hour, in any process, on any machine',
  spec: 'leaves the spec as it is',
  empty: 'encodes an empty fileset without a path in it',
  options: 'reads only the config options that it lists',
  nothing: 'reads an empty databag as nothing',
  any: 'reads any databag as a spec, and does not fail',
} as const;

/** The paths of a databag, changed. */
const changed = (change: (paths: string[]) => string[]): Partial<RelationFormat> => ({
  encode(spec, target) {
    const databag = backupV0.encode(spec, target);
    return { ...databag, fileset: change((databag['fileset'] ?? '').split(',')).join(',') };
  },
});

/** Each path as a key of its own, in the order of the keys. */
const keyed: Partial<RelationFormat> = {
  encode: ({ fileset }) =>
    Object.fromEntries(fileset.map((path, index) => [`include-${index}`, path])),
  decode: (databag) => ({
    fileset: Object.keys(databag)
      .sort()
      .map((key) => databag[key] ?? ''),
    scripts: {},
    extensions: {},
  }),
};

const stamped = (stamp: () => string): Partial<RelationFormat> => ({
  encode: (spec, target) => ({ ...backupV0.encode(spec, target), stamp: stamp() }),
});

describe('the contract of relation formats', () => {
  it.each<[keyof typeof rules, string, Partial<RelationFormat>]>([
    ['named', 'no name', { name: 'No Name' }],
    [
      'accepts',
      'refuses all but some paths',
      {
        check: ({ fileset }, target) =>
          fileset.every((path) => ['/etc', '/var/lib/app-1.2_x'].includes(path))
            ? []
            : backupV0.check({ fileset: ['/no;'], scripts: {}, extensions: {} }, target),
      },
    ],
    ['absolute', 'refuses nothing', { check: () => [] }],
    [
      'findings',
      'names no path',
      {
        check: (spec, target) =>
          backupV0.check(spec, target).map(({ value: _, ...finding }) => finding),
      },
    ],
    ['findings', 'lists no problems', { problems: [] }],
    [
      'without',
      'needs a relation to check',
      {
        check(spec, target) {
          if (target.relation === undefined) throw new Error('no relation');
          return backupV0.check(spec, target);
        },
      },
    ],
    [
      'without',
      'needs a path to check',
      {
        check(spec, target) {
          if (spec.fileset.length === 0) throw new Error('no path');
          return backupV0.check(spec, target);
        },
      },
    ],
    ['back', 'accepts what it loses', { check: () => [] }],
    ['back', 'carries 9 paths', changed((paths) => paths.slice(0, 9))],
    ['back', 'sorts include-10 before include-2', keyed],
    [
      'back',
      'cuts a path at 255 characters',
      changed((paths) => paths.map((path) => path.slice(0, 255))),
    ],
    [
      'back',
      'loses a slash at the end',
      changed((paths) => paths.map((path) => path.replace(/\/$/, ''))),
    ],
    ['back', 'loses the folder /', changed((paths) => paths.filter((path) => path !== '/'))],
    ['back', 'sorts what it publishes', changed((paths) => paths.sort())],
    [
      'back',
      'publishes a script that is not set',
      {
        encode: (spec, target) => ({ ...backupV0.encode(spec, target), 'run-before-backup': '/x' }),
      },
    ],
    ['scripts', 'carries no scripts', backupFormatV0({ scripts: [] })],
    ['values', 'writes an empty value', stamped(() => '')],
    ['values', 'writes a lone surrogate', stamped(() => '\ud800')],
    [
      'same',
      'writes a time stamp to the minute',
      stamped(() => new Date().toISOString().slice(0, 16)),
    ],
    ['same', 'writes the id of its process', stamped(() => String(process.pid))],
    ['same', 'writes anything', stamped(() => String(Math.random()))],
    [
      'spec',
      'sorts the spec in its place',
      {
        encode(spec, target) {
          Object(spec.fileset).sort();
          return backupV0.encode(spec, target);
        },
      },
    ],
    [
      'spec',
      'adds to the spec while it checks',
      {
        check(spec, target) {
          Reflect.set(spec, 'fileset', [...spec.fileset, '/more']);
          return backupV0.check(spec, target);
        },
      },
    ],
    [
      'empty',
      'throws for an empty fileset',
      {
        encode(spec, target) {
          if (spec.fileset.length === 0) throw new Error('nothing to save');
          return backupV0.encode(spec, target);
        },
      },
    ],
    [
      'empty',
      'reads a path where there is none',
      {
        decode: (databag) => ({
          ...backupV0.decode(databag),
          fileset: (databag['fileset'] ?? '').split(','),
        }),
      },
    ],
    [
      'options',
      'reads an option that it does not list',
      {
        encode(spec, target) {
          target.config.text('retention');
          return backupV0.encode(spec, target);
        },
      },
    ],
    [
      'nothing',
      'reads a path in nothing',
      { decode: () => ({ fileset: [''], scripts: {}, extensions: {} }) },
    ],
    [
      'any',
      'throws for the databag of an older format',
      {
        decode(databag) {
          if (databag['fileset'] !== undefined && !databag['fileset'].startsWith('[')) {
            throw new Error('an old databag');
          }
          return backupV0.decode(databag);
        },
      },
    ],
    [
      'any',
      'reads any JSON as paths',
      {
        decode(databag) {
          try {
            return { ...backupV0.decode({}), fileset: JSON.parse(databag['fileset'] ?? '[]') };
          } catch {
            return backupV0.decode(databag);
          }
        },
      },
    ],
  ])('%s: finds a format that %s', async (rule, _, changes) => {
    const format = { ...backupV0, ...changes };
    const broken = await failures((each) => describeRelationFormat(each, format), [rules[rule]]);
    expect(broken).toEqual([rules[rule]]);
  });
});
