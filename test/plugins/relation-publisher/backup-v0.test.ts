import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Config } from '../../../src/core/juju/config.ts';
import { type BackupSpec, scriptOptions } from '../../../src/core/spec/spec.ts';
import { parseFileset } from '../../../src/plugins/fileset/parse.ts';
import { backupFormatV0, backupV0 } from '../../../src/plugins/relation-publisher/backup-v0.ts';
import { anyCharacter } from '../../support/any-character.ts';

const relation = { id: 'backup:1', application: 'bacula-fd', provider: () => ({}) };
const target = { config: new Config(new Map()), relation };

const spec = (...fileset: string[]): BackupSpec => ({ fileset, scripts: {}, extensions: {} });
const isCarried = (path: string) =>
  !backupV0.check(spec(path), target).some(({ severity }) => severity === 'error');

describe('encode', () => {
  it('writes what the Python charm writes', () => {
    const scripts = { 'run-before-backup': '/opt/b', 'run-after-restore': '/opt/r' };
    const databag = backupV0.encode({ ...spec('/var/backups', '/etc'), scripts }, target);
    expect(databag).toEqual({
      fileset: '/var/backups,/etc',
      'run-before-backup': '/opt/b',
      'run-after-restore': '/opt/r',
    });
  });
});

describe('decode', () => {
  it('reads as the provider does: split at commas, stripped, without empty ones and unknown keys', () => {
    const databag = { fileset: ' /a ,,/b\u3000,/c\u001f', 'run-after-backup': '/x', other: 'y' };
    expect(backupV0.decode(databag)).toEqual({
      ...spec('/a', '/b', '/c'),
      scripts: { 'run-after-backup': '/x' },
    });
  });

  it('takes an empty databag for an empty spec', () => {
    expect(backupV0.decode({})).toEqual(spec());
  });
});

describe('check', () => {
  it.each([
    ['/a b', 'a space'],
    ['/a\tb', 'a tab'],
    ['/a\nb', 'a line break'],
    ['/a\rb', 'a carriage return'],
    ['/a\vb', 'U+000B'],
    ['/a\0b', 'U+0000'],
    ['/a\u0001b', 'U+0001'],
    ['/a\u001bb', 'U+001B'],
    ['/a\u0085', 'U+0085'],
    ['/a\u2028', 'U+2028'],
    ['/a\udc00b', 'U+DC00'],
    ['/a#b', 'a #'],
    ['/a{b', 'a {'],
    ['/a}b', 'a }'],
    ['/a,b', 'a ,'],
    ['/a;b', 'a ;'],
    ['/a=b', 'a ='],
    ['/a"b', 'a "'],
    ['/a\\b', 'a \\'],
    ['/a\u00a0', 'U+00A0'],
    ['/a\u3000', 'U+3000'],
    ['/a #b; #c', 'a space, a #, a ;'],
  ])('refuses %j for %s', (path, characters) => {
    expect(backupV0.check(spec('/fine', path), target)).toEqual([
      expect.objectContaining({
        code: 'relation-publisher/unsupported-path',
        option: 'fileset',
        value: path,
        message: expect.stringContaining(
          ` has ${characters}: the provider would save another path, or fail`,
        ),
      }),
    ]);
  });

  it.each([
    '/',
    "/a'*%$~@&!()[]+:?^|<>-_.b",
    '/ünï/☎️',
    '/a\u007f',
    '/a\u0085b',
    '/a\u009b',
    '/a\u2028b\u2029c',
    '/a\u00a0b',
    '/a\u3000b',
    `/${'x'.repeat(255)}`,
  ])('accepts %j', (path) => {
    expect(isCarried(path)).toBe(true);
  });

  it.each([
    ['/a /b', 'put a comma between the two paths'],
    ['/a\t/b', 'put a comma between the two paths'],
    ['/srv/a b', 'rename it, or list a folder above it'],
    ['/srv/a;/b', 'rename it, or list a folder above it'],
  ])('has a fix for %j that fits it: %s', (path, fix) => {
    expect(backupV0.check(spec(path), target)).toMatchObject([{ fix }]);
  });

  it('warns of what bacula-fd can’t pass on, and names it', () => {
    expect(backupV0.check(spec('/fine', '/srv/🎉/𠮷'), target)).toEqual([
      {
        code: 'relation-publisher/path-beyond-bmp',
        severity: 'warning',
        option: 'fileset',
        value: '/srv/🎉/𠮷',
        message:
          '"/srv/🎉/𠮷" has U+1F389, U+20BB7, and the hook of bacula-fd fails on characters beyond U+FFFF',
        fix: 'rename it, or list a folder above it',
      },
    ]);
  });

  it('refuses a relative path, should no other plugin have done so', () => {
    expect(backupV0.check(spec('etc'), target)).toEqual([
      {
        code: 'relation-publisher/relative-path',
        severity: 'error',
        option: 'fileset',
        value: 'etc',
        message: '"etc" is not an absolute path, and the provider takes no other',
        fix: 'write it from the root',
      },
    ]);
  });

  it.each(['/opt/a b/s', '/opt/%c', '/opt/"s'])('refuses the script path %s', (path) => {
    const findings = backupV0.check(
      { ...spec('/a'), scripts: { 'run-after-backup': path } },
      target,
    );
    expect(findings).toMatchObject([
      {
        code: 'relation-publisher/unsupported-script-path',
        option: 'run-after-backup',
        value: path,
      },
    ]);
  });
});

describe('with script options of a fork', () => {
  const format = backupFormatV0({ scripts: ['run-before-backup', 'run-on-failure'] });
  const scripts = { 'run-on-failure': '/opt/f', 'run-before-backup': '/opt/b' };

  it('carries those, in its own order, and no others', () => {
    const databag = format.encode({ ...spec('/a'), scripts }, target);
    expect(Object.entries(databag)).toEqual([
      ['fileset', '/a'],
      ['run-before-backup', '/opt/b'],
      ['run-on-failure', '/opt/f'],
    ]);
    expect(format.decode({ ...databag, 'run-after-backup': '/x' })).toEqual({
      ...spec('/a'),
      scripts,
    });
  });

  it('refuses a script that has no key, as no provider would run it', () => {
    expect(format.check({ ...spec('/a'), scripts }, target)).toEqual([]);
    expect(backupV0.check({ ...spec('/a'), scripts }, target)).toEqual([
      {
        code: 'relation-publisher/unsupported-script',
        severity: 'error',
        option: 'run-on-failure',
        message: 'the relation has no place for this script, so no provider would run it',
        fix: 'reset the option, or use a charm whose relation format carries it',
      },
    ]);
  });
});

const path = fc
  .string({ unit: anyCharacter, minLength: 1 })
  .map((text) => `/${text}`)
  .filter(isCarried);

const carried: fc.Arbitrary<BackupSpec> = fc.record({
  fileset: fc.uniqueArray(path),
  scripts: fc
    .subarray([...scriptOptions])
    .map((options) => Object.fromEntries(options.map((option) => [option, `/opt/s/${option}`]))),
  extensions: fc.constant({}),
});

it('decode gives back what encode was given, for every spec that passes check', () => {
  fc.assert(
    fc.property(carried, (each) => {
      expect(backupV0.decode(backupV0.encode(each, target))).toEqual(each);
    }),
  );
});

it('no path that is carried holds a character that Bacula would act on', () => {
  fc.assert(
    fc.property(path, (each) => {
      expect(each).not.toMatch(/[\s#{},;="\\]$|[ \t\n\r#{},;="\\]/);
    }),
  );
});

it('what is carried can be configured: the fileset of a databag, set as config, stands for the same paths', () => {
  fc.assert(
    fc.property(carried, (each) => {
      const normal = each.fileset.filter((one) => !/\/(\.?\/|\.?$)/.test(one));
      const { fileset } = backupV0.encode(spec(...normal), target);
      expect(parseFileset(fileset ?? '').flatMap((entry) => entry.paths)).toEqual(normal);
    }),
  );
});
