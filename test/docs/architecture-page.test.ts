import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { charm } from '../../src/charm.ts';
import { roomsOfCore } from '../support/rooms.ts';

const repository = join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(repository, file), 'utf8');
const page = read('ARCHITECTURE.md');

/** What one of the page's sections says. */
function section(title: string): string {
  const sections = page.split(/^## /m);
  return sections.find((each) => each.startsWith(`${title}\n`)) ?? '';
}

/** The cells of the page's table, without its header. */
const steps = section('One event')
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .slice(2)
  .map((line) => line.split('|').map((cell) => cell.trim().replaceAll('`', '')));

/** What the lines of code say a folder or a file is for: the paths are in the first column. */
const places = section('Where things are')
  .split('\n')
  .filter((line) => line.startsWith('    '))
  .flatMap((line) => line.trim().split(/ {2,}/)[0]?.split(', ') ?? []);

it('is a page, not a book', () => {
  expect(page.split('\n').length).toBeLessThanOrEqual(100);
});

it('names only what is there', () => {
  const inCode = [...page.matchAll(/`([\w.-]+\/[\w./-]*)`/g)].map(([, path = '']) => path);
  const paths = [...inCode, ...places];
  expect(paths.length).toBeGreaterThan(30);
  expect(paths.filter((path) => !existsSync(join(repository, path)))).toEqual([]);
});

describe('where things are', () => {
  const foldersIn = (folder: string) =>
    readdirSync(join(repository, folder), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map(({ name }) => name);

  it('has every folder at the top that git has', () => {
    // As in .gitignore.
    const ignored = ['node_modules', 'build', 'dist', 'coverage', 'lib'];
    const folders = foldersIn('.').filter((name) => !ignored.includes(name));
    const named = (name: string) => places.some((place) => place.startsWith(`${name}/`));
    expect(folders.filter((name) => !named(name))).toEqual([]);
  });

  it('has every room of src/, and each file that is in none', () => {
    const rooms = foldersIn('src').map((name) => `src/${name}/`);
    const files = globSync('src/*.ts', { cwd: repository });
    expect([...rooms, ...files].filter((path) => !places.includes(path))).toEqual([]);
  });

  it('has the rooms of core from the bottom up', () => {
    const named = places.flatMap((place) => /^src\/core\/(.+)\/$/.exec(place)?.[1] ?? []);
    expect(named).toEqual(roomsOfCore);
  });
});

describe('one event', () => {
  it('has the steps of reconcile, in their order', () => {
    const inCode = [...read('src/core/reconcile.ts').matchAll(/^ {2}\/\/ ---- (.*)$/gm)];
    expect(steps.map(([, step]) => step)).toEqual(inCode.map(([, step]) => step));
  });

  it('has every hook, in the file that calls it', () => {
    const { action, ...inOrder } = charm.hooks;
    expect(action).toBeDefined();
    const named = steps.filter(([, , hook]) => hook !== '');
    expect(named.map(([, , hook]) => hook)).toEqual(Object.keys(inOrder));
    for (const [, , hook, file = ''] of named) expect(read(file)).toContain(`.call.${hook}(`);
  });

  it('has a file for each step that reconcile takes it from', () => {
    const source = read('src/core/reconcile.ts');
    for (const [, , , file = ''] of steps) {
      expect(source).toContain(` from '${file.replace('src/core/', './')}';`);
    }
  });
});

it('has the rules in the words of the tests that hold them', () => {
  const bullets = [...section('Rules').matchAll(/^- (.*)$/gm)].map(([, rule]) => rule);
  expect(bullets).toEqual(rulesIn(read('test/architecture.test.ts')));
});

/** The names of the tests of a file, with the name of the suite that they are in. */
function rulesIn(source: string): string[] {
  const ofTheTestItself = [
    'the imports are read as they stand in the files',
    'core has no room that this test does not know',
  ];
  let suite = '';
  const rules: string[] = [];
  for (const line of source.split('\n')) {
    const [, indent = '', kind, , name = ''] =
      /^( *)(describe|it(?:\.each\(\w+\))?)\((['"])(.*)\3/.exec(line) ?? [];
    if (kind === 'describe') suite = name;
    else if (kind !== undefined) {
      rules.push(`${indent === '' ? '' : `${suite} `}${name.replace(/: %s$/, '')}`);
    }
  }
  return rules.filter((rule) => !ofTheTestItself.includes(rule));
}
