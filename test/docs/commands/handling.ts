import { type Need, needs } from './needs.ts';
import type { Command } from './read/commands.ts';
import type { Started } from './read/words.ts';

/** What the tests do with a program that a page starts. */
export type Handling =
  /** These tests run it, and compare what the page shows. */
  | { readonly kind: 'run' }
  /** These tests hold it against what the project has: a script of package.json, an option, a file. */
  | { readonly kind: 'held' }
  /** A program of every machine, that knows nothing of this project. */
  | { readonly kind: 'plain' }
  /** Another suite runs it. */
  | { readonly kind: 'suite'; readonly file: string }
  /** Nothing here can run it. What of it can be held, is. */
  | { readonly kind: 'elsewhere'; readonly need: Need };

const run = { kind: 'run' } as const;
const held = { kind: 'held' } as const;
const plain = { kind: 'plain' } as const;
const suite = (file: string) => ({ kind: 'suite', file }) as const;
const elsewhere = (need: Need) => ({ kind: 'elsewhere', need }) as const;

/** The first whose pattern the program and its arguments match. */
const known: readonly (readonly [RegExp, Handling])[] = [
  [/^(?:(?:npx|\S+\/)? ?)backup-integrator check /, run],
  [/^npx --package \S+ backup-integrator new /, suite('test/e2e/package.test.ts')],
  [/^npm (?:pack|install)(?: |$)/, suite('test/e2e/package.test.ts')],
  [/^npm ci$/, suite('.ci/run')],
  [/^npm run pack$/, suite('test/e2e/pack.test.ts')],
  [/^npm (?:run|start|test)(?: |$)/, held],
  [/^test\/\w+\/install-\w+\.sh$/, held],
  [/^sha256sum --check /, suite('test/e2e/pack.test.ts')],
  [/^unzip -p /, held],
  [/^unzip -d /, plain],
  [/^git (?:add|checkout|commit|init)(?: |$)/, plain],
  [/^(?:cat|cd|grep|jq|sha256sum)(?: |$)/, plain],
  [/^juju /, elsewhere(needs.juju)],
  [/^terraform /, elsewhere(needs.terraform)],
  [/^gh /, elsewhere(needs.gh)],
  [/^charmcraft /, elsewhere(needs.charmcraft)],
  [/^systemd-run /, elsewhere(needs.systemd)],
];

/** The page of the site that a visitor sees first: what it shows is run in the Juju model. */
const home = 'docs/index.md';

/** The page that a suite follows word by word: on machines, in Bacula's console and in the Juju model. */
export const followed = { page: 'docs/how-to/restore.md', by: 'test/bacula/restore-page.test.ts' };

/** Undefined for what nobody has thought of yet. */
function handlingOf(command: Command, { words }: Started): Handling | undefined {
  if (command.page === followed.page) return suite(followed.by);
  if (command.page === home) return run;
  if (command.at === 'machine') return elsewhere(needs.machine);
  const line = words.join(' ');
  return known.find(([pattern]) => pattern.test(line))?.[1];
}

/** Another suite sends the like of it to a real director. */
const ofBconsole: Handling = suite(followed.by);

/** What becomes of each program of a command. */
export function handlingsOf(command: Command): (Handling | undefined)[] {
  if (command.at === 'bconsole') return [ofBconsole];
  return command.programs.map((started) => handlingOf(command, started));
}
