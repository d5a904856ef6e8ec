import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeSitePlugin } from '../../../src/testing/index.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { failures } from './failures.ts';

/** A module that exports one plugin, `mine`, of which this is the body of `apply`. */
function siteFile(apply: string, factory = ''): string {
  const file = join(temporaryFolder(), 'site-plugins.mjs');
  writeFileSync(
    file,
    `import { writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
const found = (message) => ({
  code: 'mine/found', severity: 'warning', option: 'fileset', message, fix: 'correct it',
});
export const mine = (options) => {
  ${factory}
  return { name: 'mine', apply({ hooks }) { ${apply} } };
};`,
  );
  return file;
}

const tap = (body: string, isAsync = false) =>
  siteFile(
    isAsync
      ? `hooks.validateConfig.tapPromise('mine', async (context) => { ${body} })`
      : `hooks.validateConfig.tap('mine', (context) => { ${body} })`,
  );

const rules = {
  exported: 'is exported under its name, and takes its options',
  fails: 'does not fail with entries, globs and scripts in the draft',
  unset: 'copes with a config of which nothing is set',
  same: 'comes to the same result at any hour, on any machine, and is done when its turn is over',
  changes: 'changes nothing on this machine',
  secret: 'says nothing of what a script holds',
  refused: 'finds something in what it is to refuse',
  accepted: 'finds nothing in what it is to accept',
} as const;

const trial = { name: 'mine', refused: { fileset: '/srv' }, accepted: { fileset: '/etc' } };

describe('the contract of site plugins', () => {
  it('is kept by a plugin that looks at all that there is', async () => {
    const file = tap(`
      const { config, draft, disk, report } = context;
      for (const { value, glob } of draft.entries) {
        disk.lstat(value);
        for (const { text, here, elsewhere } of glob?.patterns ?? []) {
          if (!Array.isArray(here) || !Array.isArray(elsewhere)) throw new Error(text);
        }
      }
      for (const { content } of draft.scripts) if (content === '') report(found('is empty'));
      if (config.text('fileset') === '/srv') report(found('is /srv'));
    `);
    expect(await failures((suite) => describeSitePlugin(suite, { ...trial, file }))).toEqual([]);
  });

  it.each<[keyof typeof rules, string, () => string]>([
    ['exported', 'no file', () => '/no/such/file.mjs'],
    [
      'exported',
      'an option that is not given',
      () => siteFile('', "options.require('deny', 'a text');"),
    ],
    ['fails', 'an apply that taps nothing', () => siteFile('')],
    [
      'fails',
      'an apply that taps late',
      () =>
        siteFile("return Promise.resolve().then(() => hooks.validateConfig.tap('mine', () => {}))"),
    ],
    ['fails', 'a tap that returns its findings', () => tap("return [found('is wrong')];")],
    [
      'fails',
      'a throw for an entry',
      () => tap('for (const { value } of context.draft.entries) throw value;'),
    ],
    [
      'fails',
      'a throw for a match',
      () =>
        tap(
          'for (const { glob } of context.draft.entries) for (const { here } of glob?.patterns ?? []) here.get();',
        ),
    ],
    [
      'fails',
      'a throw for a script',
      () => tap('for (const { content } of context.draft.scripts) content.get();'),
    ],
    ['fails', 'a change of the draft', () => tap('context.draft.entries.length = 0;')],
    [
      'unset',
      'a throw where nothing is set',
      () => tap('if (context.draft.entries.length === 0) throw 1;'),
    ],
    [
      'same',
      'what holds at one time alone',
      () => tap('context.report(found(new Date().toISOString().slice(0, 13)));'),
    ],
    ['same', 'what holds on one machine alone', () => tap('context.report(found(hostname()));')],
    [
      'fails',
      'a report from a timer',
      () => tap("setTimeout(() => context.report(found('is late')), 900);"),
    ],
    [
      'fails',
      'a report that nobody waits for',
      () => tap("Promise.resolve().then(() => {}).then(() => context.report(found('is late')));"),
    ],
    [
      'changes',
      'a file that it writes',
      () => tap(`writeFileSync(${JSON.stringify(join(temporaryFolder(), 'stray'))}, '');`),
    ],
    [
      'secret',
      "a script's content",
      () => tap('for (const { content } of context.draft.scripts) context.report(found(content));'),
    ],
    ['refused', 'nothing ever', () => tap('')],
    ['refused', 'nothing but its own failure', () => tap("throw new Error('no');")],
    ['accepted', 'anything always', () => tap("context.report(found('is wrong'));")],
  ])('%s: finds %s', async (rule, _, file) => {
    const broken = await failures(
      (suite) => describeSitePlugin(suite, { ...trial, file: file() }),
      [rules[rule]],
    );
    expect(broken).toEqual([rules[rule]]);
  });
});
