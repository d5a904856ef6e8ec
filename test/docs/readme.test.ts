import { appendFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ConfigChanges } from '../../src/testing/index.ts';
import { model } from '../support/deployment.ts';
import { zero } from '../support/units.ts';

const repository = join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(repository, file), 'utf8');
const readme = read('README.md');

/** A row of the README's table of what is refused. */
interface Row {
  readonly verdict: string;
  readonly says: string;
  readonly otherwise: string;
}

const rows = new Map(
  [...readme.matchAll(/^\| (.*) \| (refuses|warns) \| `(.*)` \| \[(.*)\]\(.*\) \|$/gm)].map(
    ([, set = '', verdict = '', says = '', otherwise = '']): [string, Row] => [
      set,
      { verdict, says, otherwise },
    ],
  ),
);

/** What a row says is set, on which disk, and which case of the proof it is. */
interface Case {
  readonly set: string;
  readonly config: ConfigChanges;
  lay?(root: string): void;
  readonly proof: string;
}

const folder = (root: string, path: string) => mkdirSync(join(root, path), { recursive: true });

const cases: readonly Case[] = [
  {
    set: "`fileset='/srv/my data'`",
    config: { fileset: '/srv/my data' },
    lay: (root) => folder(root, 'srv/my data'),
    proof: 'a space in a listed path',
  },
  { set: '`fileset=srv/data`', config: { fileset: 'srv/data' }, proof: 'a relative path' },
  {
    set: "`fileset='/srv/*.tar'`, of which there is none",
    config: { fileset: '/srv/*.tar' },
    proof: 'no match: logs/\\*.tar',
  },
  {
    set: '`fileset=/proc/cpuinfo`',
    config: { fileset: '/proc/cpuinfo' },
    lay: (root) => writeFileSync(join(root, 'proc/cpuinfo'), ''),
    proof: 'a file of proc, which Bacula takes for empty',
  },
  {
    set: '`fileset=/srv/app`, a link',
    config: { fileset: '/srv/app' },
    lay(root) {
      folder(root, 'srv/app-2');
      symlinkSync('app-2', join(root, 'srv/app'));
    },
    proof: 'a listed link to a folder',
  },
  {
    set: '`fileset=/srv`, with a disk at `/srv/data`',
    config: { fileset: '/srv' },
    lay(root) {
      folder(root, 'srv/data');
      const mount = '99 1 8:17 / /srv/data rw,relatime - ext4 /dev/sdb1 rw\n';
      appendFileSync(join(root, 'proc/self/mountinfo'), mount);
    },
    proof: 'a mount below a listed folder',
  },
  {
    set: '`run-before-backup=@dump.sh`, saved on Windows',
    config: { fileset: '/srv', 'run-before-backup': '#!/bin/sh\r\nexit 0\r\n' },
    lay: (root) => folder(root, 'srv'),
    proof: 'a shebang that ends in CRLF, run-before-backup',
  },
];

describe('the table of what is refused', () => {
  it('has these cases, and no other', () => {
    expect([...rows.keys()]).toEqual(cases.map(({ set }) => set));
  });

  it.each(cases)('$set: the charm says so, in these words', async ({ set, config, lay }) => {
    const juju = model();
    await juju.deploy();
    lay?.(juju.unit(zero).root);
    await juju.integrate('bacula-fd');
    await juju.configure(config);
    const { verdict, says } = rows.get(set) ?? {};
    const { status } = juju.unit(zero).status;
    expect(status).toBe(verdict === 'refuses' ? 'blocked' : 'active');
    expect(juju.log.map(({ message }) => message.replace(/^.*?: | \[.*$/g, ''))).toContain(says);
  });

  it.each(cases)('$set: the proof has what happens otherwise', ({ set, proof }) => {
    const { verdict, otherwise } = rows.get(set) ?? {};
    const proven = read('docs/reference/proof.md')
      .split('\n')
      .find((line) => line.startsWith(`| ${proof} | `));
    expect(proven).toMatch(new RegExp(`\\| ${verdict} [a-z-]+/.* \\| ${otherwise} \\|$`));
  });
});

it('the commands to try it are those of package.json', () => {
  const { scripts } = JSON.parse(read('package.json'));
  const run = [...readme.matchAll(/\bnpm (?:run ([\w:]+)|(start|test)\b)/g)];
  const names = run.map(([, script, own]) => script ?? own ?? '');
  expect(new Set(names)).toEqual(new Set(['start', 'test', 'pack', 'docs:site']));
  for (const name of names) expect(scripts).toHaveProperty(name);
});
