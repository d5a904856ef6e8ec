import { describe, expect, expectTypeOf, it } from 'vitest';
import { Config } from '../../../src/core/juju/config.ts';
import { UnitDisk } from '../../../src/core/unit/disk/unit-disk.ts';
import { runConfiguredPlugins } from '../../../src/core/validators/configured-plugins.ts';
import type { Validator, ValidatorContext } from '../../../src/core/validators/validator.ts';
import { fileset } from '../../../src/plugins/fileset/fileset.ts';
import { sitePluginProcess } from '../../../src/testing/site-plugin-process.ts';
import { check } from '../../support/check.ts';
import { charm } from '../../support/standard.ts';
import { siteFile, tapping, ways } from '../trial/three-ways.ts';
import { finding } from '../trial/tiny.ts';

/** The problems with these plugins configured, and this text as the resource `site-plugins`. */
async function lines(plugins: string, site?: string): Promise<string[]> {
  const values = { fileset: '/etc,/srv', plugins };
  return (await check([fileset()], values, '/', charm.validators, site && siteFile(site))).lines;
}

const bundled = 'paths-exist, protected-paths, script-syntax, size-budget';
const attach = 'juju attach-resource <application> site-plugins=<file>.mjs';

describe('configured plugins', () => {
  it('run after the core list, in the order of the option', async () => {
    const calls: string[] = [];
    const note = (name: string): Validator => ({
      name,
      apply({ hooks }) {
        hooks.validateConfig.tap(name, ({ draft }) => {
          calls.push(`${name} ${draft.entries.length}`);
        });
      },
    });
    const validators = { a: async () => () => note('a'), b: async () => () => note('b') };
    await check([fileset()], { fileset: '/etc', plugins: '[b, a]' }, '/', validators);
    expect(calls).toEqual(['b 1', 'a 1']);
  });

  it('get a draft that is frozen all the way down', async () => {
    const attempts = [
      (context: object) => Reflect.set(Reflect.get(context, 'draft'), 'entries', []),
      (context: object) => Reflect.set(Reflect.get(context, 'draft').entries, 0, {}),
      (context: object) => Reflect.set(Reflect.get(context, 'draft').entries[0], 'value', '/x'),
      (context: object) => Reflect.set(Reflect.get(context, 'draft').entries[0].paths, 0, '/x'),
    ];
    const results: boolean[] = [];
    const vandal: Validator = {
      name: 'vandal',
      apply({ hooks }) {
        hooks.validateConfig.tap('vandal', (context) => {
          results.push(...attempts.map((attempt) => attempt(context)));
        });
      },
    };
    const validators = { vandal: async () => () => vandal };
    const values = { fileset: '/etc', plugins: '[vandal]' };
    const { spec } = await check([fileset()], values, '/', validators);
    expect(results).toEqual([false, false, false, false]);
    expect(spec.fileset).toEqual(['/etc']);
  });

  it('can read no user secret, be it the bundled one or that of a site', async () => {
    expectTypeOf<ValidatorContext>().not.toHaveProperty('secret');
    const looking = `(context) => context.report({ code: 'a/b', severity: 'warning', option: 'plugins',
      message: Object.keys(context).includes('config') + ' ' + ('secret' in context), fix: 'none' })`;
    for (const [, told] of ways.slice(1)) {
      expect(await told(tapping(looking))).toEqual(['true false']);
    }
  });

  it('are reported under the name by which config calls them', async () => {
    const finder: Validator = {
      name: 'finder',
      apply({ hooks }) {
        hooks.validateConfig.tap('finder', ({ report }) => report(finding('no')));
      },
    };
    const validators = { mine: async () => () => finder };
    const { problems } = await check([fileset()], { plugins: '[mine]' }, '/', validators);
    expect(problems.map(({ plugin, code }) => [plugin, code])).toContainEqual([
      'mine',
      'tiny/word',
    ]);
  });

  it('run after one of them has failed, be it the bundled one or that of a site', async () => {
    const fails: Validator = {
      name: 'fails',
      apply() {
        throw new Error('no luck');
      },
    };
    const { problems } = await check(
      [fileset()],
      { fileset: '/etc', plugins: '[fails, mine, none, paths-exist: {except: 1}]' },
      '/',
      { ...charm.validators, fails: async () => () => fails },
      siteFile(tapping("() => { throw new Error('no disk'); }")),
    );
    expect(problems.map(({ plugin, code }) => [plugin, code])).toEqual([
      ['fails', 'plugin/failed'],
      ['mine', 'plugin/failed'],
      ['none', 'plugins/unknown-name'],
      ['paths-exist', 'plugins/wrong-option'],
    ]);
  });

  it('are none, and none is loaded, where the option has only blanks', async () => {
    const load = () => expect.fail('it was loaded');
    const { problems } = await check([fileset()], { fileset: '/etc', plugins: ' \n' }, '/', {
      mine: load,
    });
    expect(problems).toEqual([]);
  });

  it('are refused by name when they are in the list twice or always run', async () => {
    expect(await lines('[fileset, paths-exist, paths-exist]')).toEqual([
      'error plugins/always-on: plugins: "fileset" is the name of a plugin that always runs; take it out; a plugin of your own needs another name',
      'error plugins/listed-twice: plugins: "paths-exist" is listed twice; take one out',
    ]);
  });

  it('show everything that is wrong with the option at once', async () => {
    const found = await lines('- paths-exists\n- size-budget: {file: 1}\n- 5\n- fileset');
    expect(found.map((line) => line.split(':')[0])).toEqual([
      'error plugins/wrong-item',
      'error plugins/always-on',
      'error plugins/no-resource',
      'error plugins/unknown-option',
      'error plugins/wrong-option',
    ]);
  });
});

describe('a name that is not bundled', () => {
  it('is refused where no resource is attached, with the known ones and the nearest', async () => {
    expect(await lines('- size-bugdet')).toEqual([
      `error plugins/no-resource: plugins: "size-bugdet" is none of the bundled plugins (${bundled}); write size-budget if that is meant, or attach the file that exports it: ${attach}`,
    ]);
  });

  it('is refused where the resource is an empty file', async () => {
    const values = { fileset: '/etc', plugins: '[mine]' };
    const { lines } = await check([fileset()], values, '/', charm.validators, siteFile(''));
    expect(lines).toEqual([
      `error plugins/no-resource: plugins: "mine" is none of the bundled plugins (${bundled}); correct the name, or attach the file that exports it: ${attach}`,
    ]);
  });

  it('is refused where the resource does not export it, with what it exports', async () => {
    expect(await lines('- mime', tapping('() => {}'))).toEqual([
      `error plugins/unknown-name: plugins: "mime" is none of the bundled plugins (${bundled}), and site-plugins exports mine; write mine if that is meant, or attach a file that exports it: ${attach}`,
    ]);
  });

  it.each(['constructor', '__proto__', 'toString'])(
    'is not taken for bundled: %s',
    async (name) => {
      expect(await lines(`- ${name}`)).toEqual([
        expect.stringContaining(`"${name}" is none of the bundled plugins`),
      ]);
    },
  );
});

describe('the plugins of a site together', () => {
  /** The codes that each of the plugins is told, with so many seconds for one. */
  async function told(site: string, names: readonly string[], seconds: number) {
    const found: string[] = [];
    await runConfiguredPlugins(
      { plugins: [], validators: {}, options: ['plugins'] },
      `[${names.join()}]`,
      {
        command: [process.execPath, sitePluginProcess],
        seconds,
        root: '/',
        fetch: () => siteFile(site),
      },
      {
        config: new Config(new Map()),
        draft: { entries: [], scripts: [], extensions: {} },
        disk: new UnitDisk('/'),
        managedFolder: '/opt/scripts/app',
      },
      (plugin, { code }) => found.push(`${plugin} ${code}`),
    );
    return found;
  }

  it('have the time of two', async () => {
    expect(await told('for (;;);', ['a', 'b', 'c', 'd'], 0.3)).toEqual([
      'a plugins/timed-out',
      'b plugins/timed-out',
      'c plugins/not-run',
      'd plugins/not-run',
    ]);
  });

  it('are told so where the time of all is over before their own', async () => {
    const slow = (name: string, milliseconds: number) =>
      tapping(
        `() => { const end = Date.now() + ${milliseconds}; while (Date.now() < end); }`,
      ).replaceAll('mine', name);
    const site = slow('a', 6_000) + slow('b', 6_000) + slow('c', 600_000);
    expect(await told(site, ['a', 'b', 'c'], 8)).toEqual(['c plugins/not-run']);
  });

  it('are told once that their file can not be loaded', async () => {
    expect(await told("throw new Error('no luck');", ['a', 'b', 'c'], 30)).toEqual([
      'a plugins/not-loaded',
    ]);
  });
});
