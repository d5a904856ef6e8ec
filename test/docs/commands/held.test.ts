import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { followed } from './handling.ts';
import { blocksOf, pages, repository, textOf } from './read/blocks.ts';
import { commandsOf } from './read/commands.ts';

const commands = pages.flatMap((page) =>
  blocksOf(page)
    .flatMap(commandsOf)
    .map((command) => ({ where: `${page}:${command.line}`, ...command })),
);

const started = commands.flatMap(({ where, programs }) =>
  programs.map(({ words }) => ({ where, words, line: words.join(' ') })),
);

const read = (file: string) => readFileSync(join(repository, file), 'utf8');

describe('npm', () => {
  const { scripts } = JSON.parse(read('package.json'));
  const ofNpm = started.filter(({ line }) => /^npm (?:run|start|test)\b/.test(line));

  it.each(ofNpm)(
    '$where: $line runs a script that there is',
    ({ words: [, first = '', second] }) => {
      expect(Object.keys(scripts)).toContain(first === 'run' ? second : first);
    },
  );

  const start = usageOf('start');
  const startWith = ofNpm.filter(({ line }) => line.startsWith('npm start -- '));

  it.each(startWith)('$where: $line has options that there are', ({ words }) => {
    for (const option of words.slice(3).filter((word) => word.startsWith('--'))) {
      expect(start).toMatch(new RegExp(`^  ${option} `, 'm'));
    }
  });

  const bench = read('bench/dispatch.ts');
  const benchWith = ofNpm.filter(({ line }) => line.startsWith('npm run bench -- '));

  it.each(benchWith)('$where: $line has options that there are', ({ words }) => {
    for (const option of words.slice(4).filter((word) => word.startsWith('--'))) {
      expect(bench).toMatch(new RegExp(`${option}\\b`));
    }
  });
});

/** What `--help` says of a command, as its generated page has it. */
function usageOf(command: string): string {
  const text = textOf('docs/reference/command.md');
  return text.split('Usage: backup-integrator ').find((usage) => usage.startsWith(command)) ?? '';
}

const installs = started.filter(({ line }) => /^test\S+\.sh$/.test(line));

it.each(installs)('$where: $line is there, and CI calls it', ({ line }) => {
  expect(existsSync(join(repository, line))).toBe(true);
  expect(read('.ci/run')).toContain(` ${line}\n`);
});

const taken = started.filter(({ words }) => words[0] === 'unzip' && words[1] === '-p');

it.each(taken)('$where: $line takes a file that the charm has', ({ words: [, , , file = ''] }) => {
  expect(existsSync(join(repository, 'build/standard', file))).toBe(true);
});

describe('what is said in the console of Bacula', () => {
  /** A command without its values: `restore client fileset select all yes`. */
  const shapeOf = (text: string) => text.replace(/=(?:"[^"]*"|<[^>]*>|\S+)/g, '');
  const said = commands.filter(({ at }) => at === 'bconsole');
  const tried = new Set(
    said.filter(({ page }) => page === followed.page).map(({ text }) => shapeOf(text)),
  );
  // The harness starts every backup so.
  const harness = read('test/bacula/harness/bconsole.ts');
  const others = said.filter(({ page }) => page !== followed.page);

  it.each(others)('$where: the tests with Bacula say the like of $text', ({ text }) => {
    const isTried = tried.has(shapeOf(text));
    expect(isTried || harness.includes(`\`${text.replace(/<.*?>/, `\${job}`)}\``)).toBe(true);
  });
});
