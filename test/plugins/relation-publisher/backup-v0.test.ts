import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BackupSpec } from '../../../src/core/spec/spec.ts';
import { scriptOptions } from '../../../src/core/spec/spec.ts';
import { parseFileset } from '../../../src/plugins/fileset/parse.ts';
import { backupV0 } from '../../../src/plugins/relation-publisher/backup-v0.ts';

const spec = (...fileset: string[]): BackupSpec => ({ fileset, scripts: {} });
const isCarried = (path: string) =>
  !backupV0.check(spec(path)).some(({ severity }) => severity === 'error');

describe('encode', () => {
  it('writes what the Python charm writes', () => {
    const databag = backupV0.encode({
      fileset: ['/var/backups', '/etc'],
      scripts: { 'run-before-backup': '/opt/b', 'run-after-restore': '/opt/r' },
    });
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
      fileset: ['/a', '/b', '/c'],
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
    expect(backupV0.check(spec('/fine', path))).toEqual([
      expect.objectContaining({
        code: 'relation-publisher/unsupported-path',
        option: 'fileset',
        value: path,
        message: expect.stringContaining(` has ${characters}, which backup-v0 can't carry`),
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

  it('warns of what bacula-fd can’t pass on, and names it', () => {
    expect(backupV0.check(spec('/fine', '/srv/🎉/𠮷'))).toEqual([
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
    expect(backupV0.check(spec('etc'))).toMatchObject([{ code: 'fileset/relative-path' }]);
  });

  it.each(['/opt/a b/s', '/opt/%c', '/opt/"s'])('refuses the script path %s', (path) => {
    const findings = backupV0.check({ fileset: ['/a'], scripts: { 'run-after-backup': path } });
    expect(findings).toMatchObject([
      {
        code: 'relation-publisher/unsupported-script-path',
        option: 'run-after-backup',
        value: path,
      },
    ]);
  });
});

const path = fc
  .string({ unit: 'binary', minLength: 1 })
  .map((text) => `/${text}`)
  .filter(isCarried);

const carried: fc.Arbitrary<BackupSpec> = fc.record({
  fileset: fc.uniqueArray(path),
  scripts: fc.record(
    Object.fromEntries(scriptOptions.map((option) => [option, fc.constant(`/opt/s/${option}`)])),
    { requiredKeys: [] },
  ),
});

it('decode gives back what encode was given, for every spec that passes check', () => {
  fc.assert(
    fc.property(carried, (each) => {
      expect(backupV0.decode(backupV0.encode(each))).toEqual({
        ...each,
        scripts: { ...each.scripts },
      });
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
      const { fileset } = backupV0.encode(spec(...normal));
      expect(parseFileset(fileset ?? '').flatMap((entry) => entry.paths)).toEqual(normal);
    }),
  );
});
