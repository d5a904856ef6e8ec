import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Charm } from '../../src/core/charm.ts';
import { dispatch } from '../../src/core/dispatcher.ts';
import type { Plugin } from '../../src/core/hooks/plugin.ts';
import type { RunTool } from '../../src/core/juju/hook-tools.ts';
import { bundledValidators, standard } from '../../src/plugins/standard.ts';
import { Deployment } from '../../src/testing/index.ts';
import { metadata, sitePlugins } from '../support/standard.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** One of each kind: NUL, controls, C1, an escape sequence, bidi, zero width, separators, a lone surrogate, a line of one's own. */
const nasty =
  'a\0\u0007\u001b[31m\u0085\u009b\u202e\u2066\u200b\u2028\ufeff\udfffz\ud800b\r\nERROR forged\t\u00a0';

/** What a file's name can hold. */
const nastyName = 'a\u0007\u001b[31m\u0085\u202e\u2066\u200b\u2028\ufeff\nERROR forged';

const mostOfLine = 17_000;
const saying = new Set(['juju-log', 'status-set', 'action-fail', 'action-log', 'action-set']);

const name = `echo ${nasty} end`;

/** A plugin that says in every way what it is given in every way. */
const echo: Plugin = {
  name,
  actions: ['echo', 'fail'],
  apply({ hooks }) {
    hooks.action.for('echo').tap(name, ({ parameters, log }) => {
      log(`got ${JSON.stringify(parameters)} ${nasty}`);
      return {
        text: nasty,
        list: [nasty, nasty],
        json: { [nasty]: nasty },
        long: nasty.repeat(9999),
      };
    });
    hooks.action.for('fail').tap(name, ({ fail }) => fail(nasty, { text: nasty }));
    hooks.validateConfig.tap(name, ({ config, report }) => {
      if (config.text('run-after-restore') === 'throw') throw new Error(nasty);
      if (config.text('run-after-restore') !== 'report') return;
      const finding = { severity: 'warning', option: 'fileset', fix: nasty } as const;
      report({ ...finding, code: 'echo/found', value: nasty, message: nasty });
    });
  },
};

interface Case {
  readonly config?: Readonly<Record<string, unknown>>;
  readonly environment?: Readonly<Record<string, string>>;
  /** Answers in the place of a hook tool. */
  readonly tool?: (argv: readonly string[]) => ReturnType<RunTool> | undefined;
  /** Names of files in /srv. */
  readonly files?: readonly string[];
  /** The text of the resource `site-plugins`. */
  readonly site?: string;
  /** Runs this action in the place of a change of the config. */
  readonly action?: string;
}

const ok = (stdout: string) => ({ code: 0, stdout, stderr: '' });

/** All that a unit says at some events: arguments of hook tools, and lines on stderr. */
async function said({ config = {}, environment, tool, files = [], site, action }: Case) {
  const out: string[] = [];
  const lines: string[] = [];
  const deployment = new Deployment({
    metadata: { ...metadata, actions: { ...metadata.actions, echo: {}, fail: {} } },
    frontEnd: {
      charmDir: '/charm',
      isParallel: false,
      async run(hook) {
        for (const name of files) {
          mkdirSync(join(hook.root, 'srv'), { recursive: true });
          writeFileSync(join(hook.root, 'srv', name), '');
        }
        const runTool: RunTool = (argv, stdin) => {
          const [name, ...args] = argv;
          if (saying.has(name)) {
            for (const arg of args) (name === 'action-set' ? lines : out).push(arg);
          }
          const values = { strict: false, ...config };
          if (name === 'config-get') return tool?.(argv) ?? ok(JSON.stringify(values));
          return tool?.(argv) ?? hook.tools.run(argv, stdin);
        };
        const charm = new Charm([...standard(), echo], bundledValidators);
        const code = await dispatch(async () => ({ charm }), {
          environment: { ...hook.environment, ...environment },
          runTool,
          root: hook.root,
          warn: (line) => out.push(line),
          sitePlugins: { command: sitePlugins, seconds: 5 },
        });
        return { code, signal: null, stdout: '', stderr: '' };
      },
      async close() {},
    },
  });
  onTestFinished(() => deployment.close());
  if (site !== undefined) {
    const file = join(temporaryFolder(), 'site-plugins.mjs');
    writeFileSync(file, site);
    deployment.attachResource('site-plugins', file);
  }
  await deployment.deploy(2);
  await deployment.integrate('bacula-fd').catch(() => {});
  if (action !== undefined) await deployment.runAction('backup-integrator/0', action);
  return [...out, ...lines.flatMap((text) => text.split('\n'))];
}

const quoted = JSON.stringify(nasty);
const mine = (body: string) => `
export const mine = () => ({
  name: 'mine',
  apply: ({ hooks }) => hooks.validateConfig.tap('mine', ({ report }) => { ${body} }),
});`;
const withMine = { fileset: '/srv', plugins: '- mine' };

/** For each way in, something of what is said there, so that the way is known to be one. */
const ways: readonly (readonly [string, Case, RegExp])[] = [
  ['an entry', { config: { fileset: nasty } }, /forged/],
  ['a path', { config: { fileset: `/srv/${nasty}` } }, /\\u\{1b\}\[31m/],
  ['a glob', { config: { fileset: `/srv/*/${nasty}` } }, /forged/],
  ['a script', { config: { 'run-before-backup': `#!${nasty}` } }, /run-before-backup/],
  ['an option of another type', { config: { fileset: true } }, /fileset/],
  ["a plugin's name", { config: { plugins: JSON.stringify([nasty]) } }, /plugins/],
  ['an item of plugins', { config: { plugins: JSON.stringify([[nasty]]) } }, /plugins/],
  ['plugins that is no YAML', { config: { plugins: `- "${nasty}` } }, /plugins/],
  [
    'a pattern',
    {
      config: {
        fileset: '/etc',
        plugins: JSON.stringify([{ 'protected-paths': { allow: [`/x${nasty}`] } }]),
      },
    },
    /protected-paths/,
  ],
  [
    'the name of an option of a plugin',
    { config: { plugins: JSON.stringify([{ 'size-budget': { [nasty]: nasty } }]) } },
    /size-budget/,
  ],
  [
    'the value of an option of a plugin',
    { config: { plugins: JSON.stringify([{ 'size-budget': { bytes: nasty } }]) } },
    /size-budget/,
  ],
  ["a file's name", { config: { fileset: '/srv/*' }, files: [nastyName] }, /\\u\{202e\}/],
  [
    "a file's name in an action",
    { config: { fileset: '/srv/*' }, files: [nastyName], action: 'check' },
    /^paths=.*\\u\{202e\}/,
  ],
  [
    "a peer's databag",
    {
      config: { fileset: '/srv/*' },
      files: ['here'],
      tool: (argv) =>
        argv[0] === 'relation-get' && argv.at(-1) === 'backup-integrator/1'
          ? ok(JSON.stringify({ globs: JSON.stringify({ '/srv/*': [`/srv/${nasty}`] }) }))
          : undefined,
    },
    /published|relation/,
  ],
  [
    "the application's databag",
    {
      config: { fileset: '/srv' },
      files: ['here'],
      tool: (argv) =>
        argv[0] === 'relation-get' && argv.at(-1) === 'backup-integrator'
          ? ok(JSON.stringify({ published: nasty, fileset: nasty, [nasty]: nasty }))
          : undefined,
    },
    /published|relation/,
  ],
  ...[
    [
      'a finding',
      `report({ code: 'mine/no', severity: 'error', option: 'fileset', value: ${quoted}, message: ${quoted}, fix: ${quoted} });`,
    ],
    ['a throw', `throw new Error(${quoted});`],
    ['a late throw', `setTimeout(() => { throw new Error(${quoted}); });`],
    ['no finding', `report({ code: ${quoted}, [${quoted}]: 1 });`],
    ['print', `console.log(${quoted}); console.error(${quoted});`],
  ].map(
    ([what, body = '']) =>
      [`${what} of a site plugin`, { config: withMine, site: mine(body) }, /mine/] as const,
  ),
  [
    'the names that a site plugin exports',
    {
      config: withMine,
      site: `const f = 1; export { f as ${JSON.stringify(nasty.replace(/[\ud800-\udfff]/g, ''))} };`,
    },
    /mine/,
  ],
  [
    'a throw of a site plugin when it is loaded',
    { config: withMine, site: `throw new Error(${quoted});` },
    /site-plugins/,
  ],
  [
    'stderr of a hook tool',
    {
      tool: ([name = '']) =>
        name === 'is-leader' ? { code: 1, stdout: '', stderr: nasty } : undefined,
    },
    /is-leader failed/,
  ],
  [
    'an answer of a hook tool',
    { tool: ([name = '']) => (name === 'config-get' ? ok(`{${quoted}: {}}`) : undefined) },
    /config-get answered/,
  ],
  ['an environment variable', { environment: { JUJU_UNIT_NAME: nasty } }, /JUJU_UNIT_NAME/],
  [
    "an action's parameters and results",
    {
      action: 'echo',
      tool: ([name = '']) => (name === 'action-get' ? ok(JSON.stringify({ p: nasty })) : undefined),
    },
    /^json=\{/,
  ],
  ["an action's failure", { action: 'fail' }, /forged/],
  [
    "an action's name",
    { action: 'check', environment: { JUJU_DISPATCH_PATH: `actions/${nasty}` } },
    /no action/,
  ],
  ['a throw of a plugin', { config: { 'run-after-restore': 'throw' } }, /failed in/],
  ['a finding of a plugin', { config: { 'run-after-restore': 'report' } }, /echo/],
];

describe('what comes in with characters that show nothing or move others', () => {
  it.each(ways)('is visible and on one line wherever it is said: %s', async (_, way, known) => {
    const all = await said(way);
    expect(all.filter((line) => known.test(line))).not.toEqual([]);
    // Beyond the space, nothing of the categories "other" and "separator".
    expect(all.filter((line) => /(?! )[\p{C}\p{Z}]/u.test(line))).toEqual([]);
    expect(all.filter((line) => line.length > mostOfLine)).toEqual([]);
    expect(all.filter((line) => line.startsWith('ERROR forged'))).toEqual([]);
  });

  it('sets no status anew for what it made visible', async () => {
    const sets: (readonly string[])[] = [];
    const all = await said({
      config: { fileset: `/srv/${'🎉'.repeat(150)}\u202e` },
      tool: (argv) => {
        if (argv[0] === 'status-set') sets.push(argv);
        return undefined;
      },
    });
    expect(all).not.toEqual([]);
    const bySay = sets.map((argv) => argv.join(' '));
    expect(bySay.filter((text, index) => text === bySay[index - 2])).toEqual([]);
  });
});
