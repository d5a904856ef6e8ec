import fs from 'node:fs';
import path from 'node:path';
import type { Situation } from './unit.ts';

/** What grows, and what a unit has to cope with at each size. */
export interface Dimension {
  readonly name: string;
  readonly sizes: readonly number[];
  readonly at: (size: number) => Situation;
  /** Next to it `find` goes through the same tree. */
  readonly isWalk?: true;
}

const range = <T>(length: number, make: (index: number) => T) =>
  Array.from({ length }, (_, index) => make(index));

const files = (count: number) => range(count, (index) => `/srv/data/d${index % 100}/file-${index}`);

function lay(paths: Iterable<string>): (root: string) => void {
  return (root) => {
    const known = new Set<string>();
    for (const each of paths) {
      const file = path.join(root, each);
      const folder = path.dirname(file);
      if (!known.has(folder)) fs.mkdirSync(folder, { recursive: true });
      known.add(folder);
      fs.closeSync(fs.openSync(file, 'w'));
    }
  };
}

function mountinfo(count: number, point: (index: number) => string): string {
  const lines = range(
    count,
    (index) => `${index + 30} 20 0:${index + 40} / ${point(index)} rw - overlay overlay rw\n`,
  );
  return ['20 1 8:1 / / rw - ext4 /dev/sda1 rw\n', ...lines].join('');
}

const listed = (count: number): Situation => {
  const paths = files(count);
  return { fileset: paths.join('\n'), furnish: lay(paths) };
};

const globbed = (count: number): Situation => ({
  fileset: '/srv/data/*/*',
  furnish: lay(files(count)),
});

/** 1,000 levels are as many as a path can have with names of three characters. */
function deep(levels: number): (root: string) => void {
  return (root) => {
    fs.mkdirSync(path.join(root, 'srv/t', ...range(levels, () => 'abc')), { recursive: true });
  };
}

export const dimensions: readonly Dimension[] = [
  { name: 'paths', sizes: [10, 100, 1000, 9999], at: listed },
  {
    name: 'paths that are missing',
    sizes: [10, 100, 1000, 9999],
    at: (size) => ({ fileset: files(size).join('\n') }),
  },
  {
    name: 'paths that are refused',
    sizes: [10, 100, 1000, 9999],
    at: (size) => ({
      fileset: files(size)
        .map((file) => `${file};`)
        .join('\n'),
    }),
  },
  {
    name: 'paths below another one',
    sizes: [10, 100, 1000, 9999],
    at: (size) => ({ ...listed(size), fileset: ['/srv', ...files(size - 1)].join('\n') }),
  },
  {
    name: 'paths, with 1,000 mounts among them',
    sizes: [10, 100, 1000, 9999],
    at: (size) => ({
      ...listed(size),
      mountinfo: mountinfo(1000, (index) => `/srv/data/d${index % 100}/m${index}`),
    }),
  },
  {
    name: 'mounts below a folder',
    sizes: [1, 10, 100, 1000],
    at: (size) => ({
      fileset: '/srv',
      furnish: lay(['/srv/a']),
      mountinfo: mountinfo(size, (index) => `/srv/data/m${index}`),
    }),
  },
  {
    name: 'bytes of the fileset',
    sizes: [51_200, 512_000, 5_120_000],
    at: (size) => ({
      fileset: range(size / 512, (index) => `/srv/${index}-${'x'.repeat(498)}`.slice(0, 511)).join(
        '\n',
      ),
    }),
  },
  { name: 'relations', sizes: [1, 10, 100], at: (size) => ({ ...listed(10), relations: size }) },
  { name: 'units', sizes: [1, 10, 100, 1000], at: (size) => ({ ...globbed(100), peers: size }) },
  {
    name: 'matches on each of 100 units',
    sizes: [10, 100, 1000, 9000],
    at: (size) => ({ ...globbed(size), peers: 100 }),
  },
  {
    name: 'files in folders of 1,000',
    sizes: [1000, 10_000, 100_000, 1_000_000],
    isWalk: true,
    at: (size) => ({
      fileset: '/srv/t/**/x*',
      furnish: (root) =>
        lay(range(size, (index) => `/srv/t/d${Math.floor(index / 1000)}/f${index}`))(root),
    }),
  },
  {
    name: 'files in one folder',
    sizes: [1000, 10_000, 100_000, 1_000_000],
    isWalk: true,
    at: (size) => ({
      fileset: '/srv/t/*.db',
      furnish: lay(range(size, (index) => `/srv/t/file-${index}`)),
    }),
  },
  {
    name: 'files, all of them matching',
    sizes: [1000, 10_000, 100_000, 1_000_000],
    isWalk: true,
    at: (size) => ({
      fileset: '/srv/**',
      furnish: lay(range(size, (index) => `/srv/t/d${Math.floor(index / 1000)}/f${index}`)),
    }),
  },
  {
    name: 'levels of a deep tree',
    sizes: [10, 100, 900],
    isWalk: true,
    at: (size) => ({ fileset: '/srv/t/**/x*', furnish: deep(size) }),
  },
];
