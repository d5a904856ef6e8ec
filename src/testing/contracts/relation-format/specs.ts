import fc from 'fast-check';
import type { BackupSpec } from '../../../core/spec/spec.ts';

/** Spec of a fileset, and of scripts that do not matter. */
export function specOf(
  fileset: readonly string[],
  scripts: BackupSpec['scripts'] = {},
): BackupSpec {
  return { fileset, scripts, extensions: {} };
}

/** Where the charm keeps a script. */
function scriptPath(option: string): string {
  return `/opt/backup-integrator-charm/scripts/app/${option}`;
}

export function allScripts(options: readonly string[]): BackupSpec['scripts'] {
  return Object.fromEntries(options.map((option) => [option, scriptPath(option)]));
}

const long = (length: number) => `/srv${`/${'d'.repeat(99)}`.repeat(41)}`.slice(0, length);

/** Paths as they are on any machine: a format that refuses one is of no use. */
export const ordinaryPaths: readonly string[] = [
  '/',
  '/etc',
  '/var/lib/app-1.2_x',
  '/srv/data/',
  '/home/Alice',
  '/opt/App@2.0+b:1~x',
  '/srv/é日本',
  '/a',
  long(256),
  long(4095),
];

/** Filesets in which something gets lost: many paths, in no order, long ones, and one that is a part of another. */
export const tellingFilesets: readonly (readonly string[])[] = [
  ...ordinaryPaths.map((path) => [path]),
  ordinaryPaths,
  Array.from({ length: 120 }, (_, index) => `/srv/${(index * 7) % 120}`),
  ['/srv/b', '/srv/a', '/srv/10', '/srv/2', '/srv'],
];

/** Characters that one consumer or another reads as something else, and any others. */
const nasty = fc.constantFrom(...' ,;#{}"\'\\%=\n\r\t\0\u0085\u00a0\u2028\ufeffé日😀');

const segmentOf = (unit: fc.Arbitrary<string>) => fc.string({ unit, minLength: 1, maxLength: 6 });

const pathOf = (segment: fc.Arbitrary<string>) =>
  fc
    .tuple(fc.array(segment, { minLength: 1, maxLength: 3 }), fc.boolean())
    .map(([segments, isFolder]) => `/${segments.join('/')}${isFolder ? '/' : ''}`);

const plain = fc.constantFrom(...'abcXYZ019.-_+@:~');

/** A path of letters, digits and what else is in names everywhere. */
export const plainPath = pathOf(segmentOf(plain));

const anyPath = pathOf(
  segmentOf(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...'abc.-_') }, nasty)),
);

/** Specs with any paths, and some of the scripts. */
export function specs(options: readonly string[], path = anyPath): fc.Arbitrary<BackupSpec> {
  const scripts = fc.subarray([...options]).chain((chosen) =>
    fc
      .array(fc.oneof(fc.constant('/opt/app/run'), path), {
        minLength: chosen.length,
        maxLength: chosen.length,
      })
      .map((paths) =>
        Object.fromEntries(chosen.map((option, index) => [option, paths[index] ?? '/'])),
      ),
  );
  return fc
    .tuple(fc.uniqueArray(path, { minLength: 1, maxLength: 12, size: 'small' }), scripts)
    .map(([fileset, chosen]) => specOf(fileset, chosen));
}
