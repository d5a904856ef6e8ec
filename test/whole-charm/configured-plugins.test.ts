import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { frontEnds, lay, model, statuses } from '../support/deployment.ts';
import { runningWith } from '../support/is-running.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const unit = 'backup-integrator/0';

function siteFile(text: string): string {
  const file = join(temporaryFolder(), 'site-plugins.mjs');
  writeFileSync(file, text);
  return file;
}

/** A module whose plugin `mine` does this in its check. */
const mine = (body: string) => `
export const mine = () => ({
  name: 'mine',
  apply: ({ hooks }) => hooks.validateConfig.tapPromise('mine', async ({ draft, report }) => {
    ${body}
  }),
});
`;

/** What a site plugin may do wrong, and the status that says so. */
const faults = [
  ['a syntax error', 'export const = 1;', /^blocked: plugins: site-plugins can't be loaded: /],
  ['no such export', 'export const other = 1;', /^blocked: plugins: "mine" is none of the bundled/],
  [
    'another shape',
    'export const mine = 1;',
    /^blocked: plugins: "mine" of site-plugins is a number/,
  ],
  [
    'an exception',
    mine("throw new Error('no');"),
    /^blocked: config: plugin mine failed in .*: no \(/,
  ],
  [
    'a change of the draft',
    mine('draft.entries = [];'),
    /^blocked: config: plugin mine failed in /,
  ],
  ['a promise left open', mine('await new Promise(() => {});'), /^blocked: .* never settles; /],
  ['no end', mine('for (;;);'), /^blocked: plugins: "mine" of site-plugins did not end within 5 s/],
  [
    'a finding',
    mine(
      `report({ code: 'mine/no', severity: 'error', option: 'fileset', message: 'not at this site', fix: 'ask Ann' });`,
    ),
    /^blocked: fileset: not at this site; ask Ann; last good config stays$/,
  ],
] as const;

describe.each(frontEnds)('plugins from config, %s', (_, frontEnd) => {
  it.each(faults)(
    '%s in a site plugin: blocked, and the last good spec stays',
    { timeout: 30_000 },
    async (_, text, status) => {
      const juju = model(frontEnd());
      await juju.deploy();
      lay(juju, '/srv/a', '/srv/b');
      await juju.configure({ fileset: '/srv/a' });
      await juju.integrate('bacula-fd');
      const [id = ''] = juju.relationIds();
      expect(statuses(juju)).toEqual({ [unit]: 'active: ' });

      juju.attachResource('site-plugins', siteFile(text));
      await juju.configure({ fileset: '/srv/b', plugins: '- mine' });
      expect(statuses(juju)[unit]).toMatch(status);
      expect(juju.databag(id)).toEqual({ fileset: '/srv/a' });

      await juju.configure({ plugins: '' });
      expect(statuses(juju)).toEqual({ [unit]: 'active: ' });
      expect(juju.databag(id)).toEqual({ fileset: '/srv/b' });
    },
  );

  it('fetches the resource once, and only for a name that is not bundled', async () => {
    const juju = model(frontEnd());
    await juju.deploy();
    lay(juju, '/srv/a');
    const fetched = (hooks: Awaited<ReturnType<typeof juju.configure>>) =>
      hooks.flatMap(({ calls }) => calls).filter(({ argv }) => argv[0] === 'resource-get').length;
    expect(fetched(await juju.configure({ fileset: '/srv/a', plugins: '- paths-exist' }))).toBe(0);
    juju.attachResource('site-plugins', siteFile(mine('').replaceAll('mine', 'ours') + mine('')));
    expect(fetched(await juju.configure({ plugins: '[mine, ours]' }))).toBe(1);
    expect(statuses(juju)[unit]).toMatch(/^waiting: /);
  });

  it('runs the hook again where the resource can not be fetched', async () => {
    const juju = model(frontEnd());
    await juju.deploy();
    juju.faults = [{ on: 'resource-get', as: 'exit 1' }];
    const [hook] = await juju.configure({ fileset: '/srv/a', plugins: '- mine' });
    expect(hook).toMatchObject({ code: 1, isCommitted: false });
    expect(hook?.stderr).toMatch(/^resource-get failed with exit code 1: /);
  });

  it('shows what a site plugin prints, and ends what it leaves behind', async () => {
    const juju = model(frontEnd());
    await juju.deploy();
    const mark = `6001.${process.pid}${Math.floor(Math.random() * 1e6)}`;
    const body = `
      const { spawn } = await import('node:child_process');
      const child = spawn('sleep', ['${mark}'], { stdio: 'inherit', detached: true });
      child.unref();
      console.error('looked at', draft.entries.length, 'entry\\u001b[31m', typeof child.pid);`;
    juju.attachResource('site-plugins', siteFile(mine(body)));
    await juju.configure({ fileset: '/etc', plugins: '- mine' });
    expect(juju.log.map(({ message }) => message)).toContain(
      'plugin mine: looked at 1 entry\\u{1b}[31m number',
    );
    expect(runningWith(mark)).toEqual([]);
  });

  it('names the plugin with each problem in the log', async () => {
    const juju = model(frontEnd());
    await juju.deploy();
    await juju.configure({ fileset: '/srv/none', plugins: '- paths-exist' });
    expect(juju.log.map(({ level, message }) => `${level} ${message}`)).toContain(
      'ERROR fileset: "/srv/none" does not exist on this unit; create it, or except it in plugins [paths-exist/missing-path, plugin paths-exist]',
    );
  });
});

describe('without plugins from config', () => {
  /** The files that one run of the charm from source loads, with these config values. */
  function loaded(config: Readonly<Record<string, unknown>>): string[] {
    const folder = temporaryFolder();
    const list = join(folder, 'loaded');
    const answers = {
      'config-get': config,
      'relation-ids': [],
      'status-get': { status: 'unknown', message: '' },
    };
    for (const [tool, answer] of Object.entries({ ...answers, 'status-set': '', 'juju-log': '' })) {
      const text = `#!/bin/sh\ncat <<'END'\n${JSON.stringify(answer)}\nEND\n`;
      writeFileSync(join(folder, tool), text, { mode: 0o755 });
    }
    const recorder = join(folder, 'recorder.mjs');
    writeFileSync(
      recorder,
      `import { appendFileSync } from 'node:fs';
      import { registerHooks } from 'node:module';
      registerHooks({ load(url, context, next) { appendFileSync(${JSON.stringify(list)}, url + '\\n'); return next(url, context); } });`,
    );
    const main = new URL('../support/standard-main.ts', import.meta.url).pathname;
    const { status, stderr } = spawnSync(process.execPath, ['--import', recorder, main], {
      encoding: 'utf8',
      env: {
        PATH: `${folder}:/usr/bin:/bin`,
        JUJU_DISPATCH_PATH: 'hooks/config-changed',
        JUJU_UNIT_NAME: unit,
        BACKUP_INTEGRATOR_ROOT: folder,
      },
    });
    expect([status, stderr.includes('unexpected')]).toEqual([0, false]);
    const files = spawnSync('cat', [list], { encoding: 'utf8' }).stdout.split('\n');
    return [...new Set(files)].sort();
  }

  const extra =
    /configured-plugins|plugin-options|plugins-option|validator|nearest|site-plugin|paths-exist|protected-paths|script-syntax|size-budget|node_modules\/(yaml|glob|minimatch)\//;

  it('not one file more is loaded', () => {
    const files = loaded({ fileset: '/etc' });
    expect(files.filter((file) => file.includes('/src/core/dispatcher.ts'))).toHaveLength(1);
    expect(files.filter((file) => extra.test(file))).toEqual([]);
    expect(loaded({ fileset: '/etc', plugins: ' \n' })).toEqual(files);
  });

  it('with one, the loading begins', () => {
    const files = loaded({ fileset: '/etc', plugins: '- paths-exist' });
    expect(
      files.filter((file) => /plugins\/(paths-exist|size-budget)\/\1\.ts/.test(file)),
    ).toHaveLength(1);
    expect(files.some((file) => file.includes('/node_modules/yaml/'))).toBe(true);
  });
});
