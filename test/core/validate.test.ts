import { describe, expect, it } from 'vitest';
import { Charm } from '../../src/core/charm.ts';
import type { ValidateConfigContext } from '../../src/core/hooks/hooks.ts';
import type { Plugin } from '../../src/core/hooks/plugin.ts';
import { Config } from '../../src/core/juju/config.ts';
import type { Draft } from '../../src/core/spec/draft.ts';
import { UnitDisk } from '../../src/core/unit/disk/unit-disk.ts';
import { RunRecords } from '../../src/core/unit/files/run-records.ts';
import { validate } from '../../src/core/validate.ts';
import { check } from '../support/check.ts';
import { all, reader } from './trial/reader.ts';
import { tapping, ways } from './trial/three-ways.ts';
import { finding, tiny } from './trial/tiny.ts';

const judge = (name: string, judging: (context: ValidateConfigContext) => void) =>
  tiny(name, { judge: judging });
const run = (plugins: readonly Plugin[], values = {}) => check(plugins, values, '/');

describe('the draft', () => {
  /** The frozen parts of a value, and those that are not. */
  function parts(value: unknown): boolean[] {
    if (typeof value !== 'object' || value === null) return [];
    return [Object.isFrozen(value), ...Object.values(value).flatMap(parts)];
  }

  it('is frozen all the way down before the first plugin judges, and not before', async () => {
    const seen: boolean[][] = [];
    const look = ({ draft }: ValidateConfigContext) => {
      seen.push(parts(draft));
    };
    const { draft } = await run([
      judge('judge', look),
      reader,
      tiny('looker', { read: look }),
      tiny('both', { read: look, judge: look }),
    ]);
    const [read = [], readToo = [], ...judged] = seen;
    expect([read, readToo].map((each) => each.includes(true))).toEqual([false, false]);
    expect(judged.map((each) => each.includes(false))).toEqual([false, false]);
    expect(parts(draft)).toEqual(judged[0]);
    expect(judged[0]).toHaveLength(15);
  });

  it('is frozen too where nobody judges', async () => {
    const { draft } = await run([reader]);
    expect(parts(draft)).not.toContain(false);
  });

  it.each<[string, (draft: Draft) => unknown]>([
    ['its entries', (draft) => Reflect.apply(Array.prototype.push, draft.entries, [{}])],
    [
      'what other units have',
      ({ entries: [, entry] }) =>
        Reflect.apply(Array.prototype.push, entry?.glob?.patterns[0]?.elsewhere, ['/etc/shadow']),
    ],
    ['an extension', ({ extensions }) => Object.assign(extensions, { more: 1 })],
  ])('can not be changed by a plugin that judges: %s', async (_, change) => {
    const { spec, problems } = await run([reader, judge('vandal', ({ draft }) => change(draft))]);
    expect(spec).toEqual({ fileset: all, scripts: { run: '/opt/run' }, extensions: {} });
    expect(problems).toEqual([
      expect.objectContaining({ code: 'plugin/failed', plugin: 'vandal', severity: 'error' }),
    ]);
  });

  it('holds nothing but what JSON can hold', async () => {
    const odd = tiny('odd', {
      read({ draft }) {
        Object.assign(draft.extensions, { odd: [new Map()] });
      },
    });
    const { problems } = await run([odd, judge('judge', () => {})]);
    expect(problems).toEqual([
      expect.objectContaining({
        plugin: 'charm',
        code: 'plugin/failed',
        message: 'draft.extensions.odd.0 is a Map: use a plain object or a list',
      }),
    ]);
  });
});

describe('what is found', () => {
  it('has the name of its plugin, and stands in the order of the reports', async () => {
    const { problems } = await run([
      judge('first', ({ report }) => report(finding('one'))),
      judge('second', ({ report }) => {
        report(finding('two'));
        report(finding('three', 'error'));
      }),
    ]);
    expect(problems).toEqual([
      { ...finding('one'), plugin: 'first' },
      { ...finding('two'), plugin: 'second' },
      { ...finding('three', 'error'), plugin: 'second' },
    ]);
  });

  it('is known to those that judge later', async () => {
    const seen: string[] = [];
    const look = ({ problems }: ValidateConfigContext) => {
      seen.push(problems.map(({ message }) => message).join());
    };
    await run([
      judge('first', (context) => {
        look(context);
        context.report(finding('one'));
        look(context);
      }),
      judge('second', look),
    ]);
    expect(seen).toEqual(['', 'one', 'one']);
  });

  it('is kept where a plugin fails, and every other plugin runs', async () => {
    const { lines } = await run([
      tiny('reads', {
        read() {
          throw new Error('no disk');
        },
      }),
      judge('half', ({ report }) => {
        report(finding('one'));
        throw new Error('no luck');
      }),
      judge('last', ({ report }) => report(finding('two'))),
    ]);
    const tell = 'correct what it names, or report it to whoever wrote the plugin';
    expect(lines).toEqual([
      `error plugin/failed: config: plugin reads failed in validateConfig: no disk; ${tell}`,
      'warning tiny/word: fileset: one; none',
      `error plugin/failed: config: plugin half failed in validateConfig: no luck; ${tell}`,
      'warning tiny/word: fileset: two; none',
    ]);
  });

  it('counts once where two plugins find the same, and the stricter of them decides', async () => {
    const say = (name: string, severity: 'error' | 'warning') =>
      judge(name, ({ report }) => report(finding('same', severity)));
    const found = async (...plugins: readonly Plugin[]) =>
      (await run(plugins)).problems.map(({ plugin, severity }) => `${plugin} ${severity}`);
    expect(await found(say('a', 'warning'), say('b', 'error'))).toEqual(['b error']);
    expect(await found(say('a', 'error'), say('b', 'warning'))).toEqual(['a error']);
    expect(await found(say('a', 'error'), say('b', 'error'))).toEqual(['a error']);
  });

  it('is an error throughout where the config says strict', async () => {
    const warn = judge('warns', ({ report }) => report(finding('one')));
    expect((await run([warn], { strict: true })).lines).toEqual([
      'error tiny/word: fileset: one; none',
    ]);
    expect((await run([warn], { strict: false })).lines).toEqual([
      'warning tiny/word: fileset: one; none',
    ]);
  });
});

/** What a plugin may get wrong in a finding, and what is said of it. */
const wrongFindings = [
  ['{}', 'report: code is undefined, and has to be text such as my-plugin/what-is-wrong'],
  [
    "{ code: 'a/b', severity: 'error', option: 'filset', message: 'm', fix: 'f' }",
    'report: option is "filset", and has to be one of ',
  ],
] as const;

describe.each(ways)('a finding of a plugin %s', (_, told) => {
  it.each(wrongFindings)('is checked: %s', async (text, sentence) => {
    expect(await told(tapping(`({ report }) => report(${text})`))).toEqual([
      expect.stringContaining(`plugin mine failed in validateConfig: ${sentence}`),
    ]);
  });

  it('is made one line', async () => {
    const text =
      "{ code: 'a/b', severity: 'error', option: 'strict', message: 'one\\n  two\\u001b', fix: 'f' }";
    expect(await told(tapping(`({ report }) => report(${text})`))).toEqual(['one two\\u{1b}']);
  });
});

describe('what a plugin is given', () => {
  const input = (plugins: readonly Plugin[]) => ({
    config: new Config(new Map([['fileset', '/etc']])),
    disk: new UnitDisk('/'),
    runs: new RunRecords('/nowhere', 'app'),
    managedFolder: '/opt/scripts/app',
    unit: 'app/3',
    relations: [{ id: 'backup:1', application: 'fd', provider: () => ({}) }],
    peers: { collect: (plugin: string) => new Map([['app/4', `for ${plugin}`]]) },
    secret: (uri: string) => ({ kind: 'content', content: { uri } }) as const,
    sitePlugins: {
      command: ['never'] as const,
      seconds: 5,
      root: '/',
      fetch: () => expect.fail(`the list has ${plugins.length} plugins, and config none`),
    },
  });

  it('is what the unit finds, and what others have contributed under its name', async () => {
    const seen: unknown[] = [];
    const looker = judge('looker', ({ config, managedFolder, unit, relations, contributions }) => {
      seen.push(config.text('fileset'), managedFolder, unit, relations[0]?.application);
      seen.push(contributions()?.get('app/4'));
    });
    await validate(new Charm([looker]), input([looker]));
    expect(seen).toEqual(['/etc', '/opt/scripts/app', 'app/3', 'fd', 'for looker']);
  });

  it('is the content of a secret, when it asks', async () => {
    const seen: unknown[] = [];
    const looker = judge('looker', ({ secret }) => void seen.push(secret('secret:1')));
    await validate(new Charm([looker]), input([looker]));
    expect(seen).toEqual([{ kind: 'content', content: { uri: 'secret:1' } }]);
  });

  it('is read in full unless a plugin failed at reading', async () => {
    const fail = () => {
      throw new Error('no');
    };
    const isRead = async (plugin: Plugin) =>
      (await validate(new Charm([plugin]), input([plugin]))).isRead;
    expect(await isRead(tiny('reads', { read: fail }))).toBe(false);
    expect(await isRead(tiny('judges', { judge: fail }))).toBe(true);
    expect(await isRead(reader)).toBe(true);
  });

  it('fails whoever uses it once all is over', async () => {
    let late = (): void => expect.fail('the plugin never ran');
    const leak = judge('leak', ({ report }) => {
      late = () => report(finding('late'));
    });
    expect((await run([leak])).problems).toEqual([]);
    expect(late).toThrow('plugin leak failed in validateConfig: it called report after its turn');
  });
});
