import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { charm } from '../../../src/charm.ts';
import type { Validator } from '../../../src/core/validators/validator.ts';
import { fileset } from '../../../src/plugins/fileset/fileset.ts';
import { check } from '../../support/check.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** The problems with these plugins configured, and this text as the resource `site-plugins`. */
async function lines(plugins: string, site?: string): Promise<string[]> {
  const values = { fileset: '/etc,/srv', plugins };
  return (await check([fileset()], values, '/', charm.validators, site && siteFile(site))).lines;
}

function siteFile(text: string): string {
  const file = join(temporaryFolder(), 'site-plugins.mjs');
  writeFileSync(file, text);
  return file;
}

/** A module with the plugin `mine`, which does this in its check. */
const mine = (body: string, tap = 'tap', sign = '(context)') => `
export const mine = (options) => ({
  name: 'mine',
  apply(charm) {
    charm.hooks.validateConfig.${tap}('mine', ${sign} => {
      ${body}
    });
  },
});
`;

const bundled = 'paths-exist, protected-paths, script-syntax, size-budget';
const attach = 'juju attach-resource <application> site-plugins=<file>.mjs';
const shape =
  'export a function that returns { name, apply(charm) }, with the name under which it is exported';
const tell = 'correct what it names, or report it to whoever wrote the plugin';

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
    expect(await lines('- mime', mine(''))).toEqual([
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

describe("a site's own plugin", () => {
  it('gets its options, the config, the draft and the disk, and reports', async () => {
    const site = `
      export const mine = (options) => {
        const words = options.texts('words');
        return {
          name: 'mine',
          apply(charm) {
            charm.hooks.validateConfig.tapPromise('mine', async ({ config, draft, disk, managedFolder, report }) => {
              console.log('noise on stdout');
              const facts = [...words, config.text('fileset'), draft.entries[1].value, disk.stat('/').isDirectory(), managedFolder];
              report({ code: 'mine/facts', severity: 'warning', option: 'fileset', line: 2, value: 'v', message: facts.join('\\n '), fix: 'none' });
            });
          },
        };
      };`;
    const values = { fileset: '/etc,/srv', plugins: '- mine: {words: [a, b]}' };
    const { problems } = await check([fileset()], values, '/', {}, siteFile(site));
    expect(problems).toEqual([
      {
        code: 'mine/facts',
        severity: 'warning',
        option: 'fileset',
        line: 2,
        value: 'v',
        message: 'a b /etc,/srv /srv true /opt/scripts/app',
        fix: 'none',
        plugin: 'mine',
      },
    ]);
  });

  it('has its options checked like those of any other', async () => {
    const site = mine('').replace('=> ({', "=> (options.flag('deep'), {");
    expect(await lines('- mine: {deep: 1, deeper: 2}', site)).toEqual([
      'error plugins/unknown-option: plugins: mine has no option "deeper", it has deep; write deep if that is meant',
      'error plugins/wrong-option: plugins: mine: deep is 1; give it true or false',
    ]);
  });

  it('that can not be loaded is shown once, with the reason', async () => {
    expect(await lines('[a, b]', 'export const a = 1;\nthrow new Error("no luck");\n')).toEqual([
      `error plugins/not-loaded: plugins: site-plugins can't be loaded: no luck (site-plugins.mjs line 2); correct the file and attach it again: ${attach}`,
    ]);
    expect(await lines('[a, b]', 'const = 1;')).toEqual([
      expect.stringMatching(
        /^error plugins\/not-loaded: plugins: site-plugins can't be loaded: Unexpected token/,
      ),
    ]);
  });

  it.each([
    ['export const mine = 5;', 'is a number, not a function'],
    [
      'export const mine = () => {};',
      'returned undefined, not an object with a name and a function apply',
    ],
    [
      'export const mine = async () => {};',
      'returned a promise, not an object with a name and a function apply',
    ],
    [
      "export const mine = () => ({ name: 'mine' });",
      'returned an object, not an object with a name and a function apply',
    ],
    ["export const mine = () => ({ name: 'fileset', apply() {} });", 'calls itself "fileset"'],
  ])('has to have the right shape: %s', async (site, what) => {
    expect(await lines('- mine', site)).toEqual([
      `error plugins/wrong-shape: plugins: "mine" of site-plugins ${what}; ${shape}`,
    ]);
  });

  it.each([
    ['throws', mine("throw new Error('no disk');"), 'no disk (site-plugins.mjs line 6)'],
    [
      'rejects',
      mine("throw new Error('no net');", 'tapPromise', 'async (context)'),
      'no net (site-plugins.mjs line 6)',
    ],
    [
      'changes the draft',
      mine('context.draft.entries = [];'),
      "Cannot assign to read only property 'entries' of object '#<Object>' (site-plugins.mjs line 6)",
    ],
    [
      'reports something else than a problem',
      mine('context.report({});'),
      'report: code is undefined, and has to be text such as my-plugin/what-is-wrong (site-plugins.mjs line 6)',
    ],
  ])('that %s is named, with the place', async (_, site, reason) => {
    expect(await lines('- mine', site)).toEqual([
      `error plugin/failed: config: plugin mine failed in validateConfig: ${reason}; ${tell}`,
    ]);
  });

  it('can not tap the steps that write', async () => {
    const site = mine('').replace('validateConfig', 'publishRelation');
    expect(await lines('- mine', site)).toEqual([
      `error plugin/failed: config: plugin mine failed in apply: hooks.publishRelation is not for plugins from config, which can only validate (site-plugins.mjs line 5); ${tell}`,
    ]);
  });

  it.each([
    ['a loop', mine('for (;;);')],
    [
      'a wait',
      mine('await new Promise(() => setInterval(() => {}, 1e3));', 'tapPromise', 'async ()'),
    ],
  ])('is stopped when its time is over: %s', { timeout: 20_000 }, async (_, site) => {
    expect(await lines('- mine', site)).toEqual([
      'error plugins/timed-out: plugins: "mine" of site-plugins did not end within 5 seconds and was stopped; look for an endless loop or a wait without an end in it',
    ]);
  });

  it('is found out when its promise can not settle any more', async () => {
    const site = mine('await new Promise(() => {});', 'tapPromise', 'async ()');
    expect(await lines('- mine', site)).toEqual([
      'error plugins/never-settles: plugins: "mine" of site-plugins waits for a promise that never settles; settle it, or reject it after a time',
    ]);
  });

  it('can not end the charm with its process', async () => {
    expect(await lines('- mine', mine('process.exit(3);'))).toEqual([
      'error plugins/ended: plugins: the process of "mine" of site-plugins ended with exit code 3 before the plugin was done; look for a call that ends the process in it, such as process.exit',
    ]);
    expect(await lines('- mine', mine("process.kill(process.pid, 'SIGTERM'); for (;;);"))).toEqual([
      expect.stringContaining('of site-plugins was killed by SIGTERM before the plugin was done'),
    ]);
  });

  it("sees none of Juju's variables", async () => {
    const body =
      "throw new Error(Object.keys(process.env).filter((key) => key !== '__CF_USER_TEXT_ENCODING').sort().join());";
    expect(await lines('- mine', mine(body))).toEqual([
      expect.stringContaining('failed in validateConfig: LANG,PATH ('),
    ]);
  });
});
