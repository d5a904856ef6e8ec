import { describe, expect, it } from 'vitest';
import { fileset } from '../../../src/plugins/fileset/fileset.ts';
import { globs } from '../../../src/plugins/fileset/globs/globs.ts';
import { check } from '../../support/check.ts';
import { siteFile, tapping } from '../trial/three-ways.ts';

/** The problems with these plugins configured, and this text as the resource `site-plugins`. */
async function lines(plugins: string, site: string): Promise<string[]> {
  const values = { fileset: '/etc,/srv', plugins };
  return (await check([fileset()], values, '/', {}, siteFile(site))).lines;
}

const attach = 'juju attach-resource <application> site-plugins=<file>.mjs';
const shape =
  'export a function that returns { name, apply(charm) }, with the name under which it is exported';
const tell = 'correct what it names, or report it to whoever wrote the plugin';

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
    const site = tapping('() => {}').replace('() => ({', "(options) => (options.flag('deep'), {");
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
    ['export const mine = null;', 'is null, not a function'],
    ['export const mine = [];', 'is a list, not a function'],
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
    [
      "export const mine = () => ({ name: 'file\\nset', apply() {} });",
      'calls itself "file\\u{a}set"',
    ],
  ])('has to have the right shape: %s', async (site, what) => {
    expect(await lines('- mine', site)).toEqual([
      `error plugins/wrong-shape: plugins: "mine" of site-plugins ${what}; ${shape}`,
    ]);
  });

  it.each([
    [
      'throws',
      tapping("() => {\nthrow new Error('no disk');\n}"),
      'no disk (site-plugins.mjs line 6)',
    ],
    [
      'rejects',
      tapping("async () => {\nthrow new Error('no net');\n}", 'tapPromise'),
      'no net (site-plugins.mjs line 6)',
    ],
    [
      'changes the draft',
      tapping('({ draft }) => {\ndraft.entries = [];\n}'),
      "Cannot assign to read only property 'entries' of object '#<Object>' (site-plugins.mjs line 6)",
    ],
    [
      'changes what is deep in the draft',
      tapping("({ draft }) => {\ndraft.entries[0].paths.push('/x');\n}"),
      'Cannot add property 1, object is not extensible (site-plugins.mjs line 6)',
    ],
    [
      'reports something else than a problem',
      tapping('({ report }) => {\nreport({});\n}'),
      'report: code is undefined, and has to be text such as my-plugin/what-is-wrong (site-plugins.mjs line 6)',
    ],
  ])('that %s is named, with the place', async (_, site, reason) => {
    expect(await lines('- mine', site)).toEqual([
      `error plugin/failed: config: plugin mine failed in validateConfig: ${reason}; ${tell}`,
    ]);
  });

  it('is found out when its promise can not settle any more', async () => {
    const site = tapping('async () => { await new Promise(() => {}); }', 'tapPromise');
    expect(await lines('- mine', site)).toEqual([
      'error plugins/never-settles: plugins: "mine" of site-plugins waits for a promise that never settles; settle it, or reject it after a time',
    ]);
  });

  it.each([
    ['a timer', '() => { setInterval(() => {}, 1000); }'],
    ['a report to come', '({ report }) => { setTimeout(report, 60_000, {}); }'],
    [
      'a child process',
      "async () => (await import('node:child_process')).spawn('sleep', ['60']) && undefined",
    ],
  ])('that goes on after its turn is refused: %s', async (_, fn) => {
    expect(
      await lines('- mine', tapping(fn, fn.startsWith('async') ? 'tapPromise' : 'tap')),
    ).toEqual([
      'error plugins/goes-on: plugins: "mine" of site-plugins goes on after its turn, and what it finds then is lost; await all that it starts, or end it',
    ]);
  });

  it.each([
    ['from a timer', 'setTimeout(() => report({}), 20);'],
    ['from a promise', 'Promise.resolve().then(() => {}).then(() => report({}));'],
  ])('that reports late is told so: %s', async (_, late) => {
    expect(await lines('- mine', tapping(`({ report }) => {\n${late}\n}`))).toEqual([
      `error plugin/failed: config: plugin mine failed in validateConfig: it called report after its turn: await what it starts (site-plugins.mjs line 6); ${tell}`,
    ]);
  });

  it.each([
    ['in a timer', "setTimeout(() => {\nthrow new Error('no luck');\n}, 20);"],
    ['in a promise', "(async () => {\nthrow new Error('no luck');\n})();"],
    [
      'before its turn ends',
      "process.nextTick(() => {\nthrow new Error('no luck');\n});\nawait new Promise(() => {});",
    ],
  ])('that throws where nobody waits for it is named, with the place: %s', async (_, body) => {
    expect(await lines('- mine', tapping(`async () => {\n${body}\n}`, 'tapPromise'))).toEqual([
      `error plugin/failed: config: plugin mine failed in what it has started: no luck (site-plugins.mjs line 7); ${tell}`,
    ]);
  });

  it.each([
    ['nothing', 'undefined', 'undefined', ''],
    [
      'an error without words',
      'new Error()',
      'an error without a message',
      ' (site-plugins.mjs line 6)',
    ],
    ['what has no words', 'Object.create(null)', "something that can't be shown", ''],
    [
      'what throws when it is asked',
      '{ toString() { throw 1; } }',
      "something that can't be shown",
      '',
    ],
    [
      'an error whose message throws',
      "Object.defineProperty(new Error(''), 'message', { get() { throw 1; } })",
      "something that can't be shown",
      '',
    ],
    [
      'an error whose stack throws',
      "Object.defineProperty(new Error('e'), 'stack', { get() { throw 1; } })",
      'e',
      '',
    ],
    ['an error whose stack is none', "Object.assign(new Error('e'), { stack: 5 })", 'e', ''],
  ])('that throws %s is named', async (_, thrown, reason, place) => {
    const end = `: ${reason}${place}; ${tell}`;
    expect(await lines('- mine', tapping(`() => {\nthrow ${thrown};\n}`))).toEqual([
      `error plugin/failed: config: plugin mine failed in validateConfig${end}`,
    ]);
    const late = `() => {\nsetTimeout(() => { throw ${thrown}; }, 5);\n}`;
    expect(await lines('- mine', tapping(late))).toEqual([
      `error plugin/failed: config: plugin mine failed in what it has started${end}`,
    ]);
  });

  it('that throws when its process ends has answered before', async () => {
    const site = "process.on('exit', () => { throw new Error('no luck'); });";
    expect(await lines('- mine', `${site}\n${tapping('() => {}')}`)).toEqual([]);
  });

  it('is named with the place where it breaks a rule of the hooks', async () => {
    expect(await lines('- mine', tapping('() => {}', 'tapAsync'))).toEqual([
      `error plugin/failed: config: plugin mine uses validateConfig.tapAsync: use tapPromise, which can't forget to call back (site-plugins.mjs line 5); ${tell}`,
    ]);
  });

  it('whose factory fails is named, with the place', async () => {
    const module = "export const mine = () => {\nthrow new Error('no luck');\n};";
    expect(await lines('- mine', module)).toEqual([
      `error plugin/failed: config: plugin mine failed in its factory: no luck (site-plugins.mjs line 2); ${tell}`,
    ]);
    const later = "export const mine = async () => {\nthrow new Error('no luck');\n};";
    expect(await lines('- mine', later)).toEqual([
      expect.stringContaining('"mine" of site-plugins returned a promise, not an object'),
    ]);
  });

  it('reports what it likes, on one line that has a bound', async () => {
    const message = "'\\0' + 'z'.repeat(200_000)";
    const finding = `{ code: 'mine/no', severity: 'error', option: 'fileset', message: ${message}, fix: 'none' }`;
    const [line = ''] = await lines('- mine', tapping(`({ report }) => report(${finding})`));
    expect(line).toMatch(/^error mine\/no: fileset: \\u\{0\}z+…; none$/);
    expect(line.length).toBeLessThan(21_000);
  });

  it('reports a hundred findings at most, and is told so', async () => {
    const finding =
      "{ code: 'mine/no', severity: 'warning', option: 'fileset', message: 'no ' + count, fix: 'none' }";
    const fn = `({ report }) => { for (let count = 0; count < 5000; count += 1) report(${finding}); }`;
    const found = await lines('- mine', tapping(fn));
    expect(found).toHaveLength(101);
    expect(found).toContain(
      'error plugins/too-many-findings: plugins: "mine" of site-plugins reported 5000 findings, and the first 100 count; report one finding for all that has one fix',
    );
  });

  it('gets what the types promise', async () => {
    const fn = `({ config, draft, disk, managedFolder }) => {
      const pattern = draft.entries[0].glob.patterns[0];
      const facts = {
        text: config.text('fileset'), flag: config.flag('strict'), number: config.number('no'),
        here: Array.isArray(pattern.here), elsewhere: Array.isArray(pattern.elsewhere),
        unanswered: pattern.isUnanswered, literals: draft.entries[0].glob.literals,
        scripts: draft.scripts, extensions: draft.extensions, folder: managedFolder,
        stat: disk.lstat('/').isDirectory(), none: disk.stat('/no/such'), mounts: Array.isArray(disk.mounts()),
        frozen: [draft, draft.entries, draft.entries[0], pattern.here].every(Object.isFrozen),
      };
      throw new Error(JSON.stringify(facts));
    }`;
    const values = { fileset: '/et*', strict: true, plugins: '- mine' };
    const { problems } = await check([fileset(), globs()], values, '/', {}, siteFile(tapping(fn)));
    const facts = /validateConfig: (\{.*\}) \(site/.exec(problems[0]?.message ?? '')?.[1] ?? '';
    expect(JSON.parse(facts)).toEqual({
      text: '/et*',
      flag: true,
      here: true,
      elsewhere: true,
      unanswered: false,
      literals: [],
      scripts: [],
      extensions: {},
      folder: '/opt/scripts/app',
      stat: true,
      mounts: true,
      frozen: true,
    });
  });
});
