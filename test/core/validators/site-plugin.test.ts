import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeProblem } from '../../../src/core/problems/problem.ts';
import { runSitePlugin, type SitePluginRequest } from '../../../src/core/validators/site-plugin.ts';
import { siteFile, tapping } from '../trial/three-ways.ts';

const program = join(import.meta.dirname, '../../../src/core/validators/site-plugin-process.ts');

/** What the plugin `mine` of a file is asked. */
const request = (file: string): SitePluginRequest => ({
  file,
  plugin: { name: 'mine', line: 1, options: {} },
  bundled: [],
  options: ['config', 'fileset', 'plugins'],
  config: {},
  draft: { entries: [], scripts: [], extensions: {} },
  managedFolder: '/opt/scripts/app',
  root: '/',
});

/** Runs the plugin `mine` of a module in its process, and returns what was found. */
async function lines(
  module: string,
  seconds = 30,
  command: readonly [string, ...string[]] = [process.execPath, program],
  warn: (line: string) => unknown = () => {},
): Promise<string[]> {
  const findings = await runSitePlugin({ command, seconds, warn }, request(siteFile(module)));
  return findings.map((finding) => `${finding.code} ${describeProblem(finding)}`);
}

const finding = {
  code: 'mine/no',
  severity: 'error',
  option: 'fileset',
  message: 'no',
  fix: 'f',
} as const;

describe('the process of a site plugin', async () => {
  it.each([
    ['a loop', tapping('() => { for (;;); }')],
    [
      'a wait',
      tapping('async () => { await new Promise(() => setInterval(() => {}, 1e3)); }', 'tapPromise'),
    ],
    ['a loop while it is loaded', 'for (;;);'],
  ])('is stopped when its time is over: %s', async (_, module) => {
    expect(await lines(module, 0.5)).toEqual([
      'plugins/timed-out plugins: "mine" of site-plugins did not end within 0.5 seconds and was stopped; look for an endless loop or a wait without an end in it',
    ]);
  });

  it('can not end the charm with itself', async () => {
    expect(await lines(tapping('() => process.exit(3)'))).toEqual([
      'plugins/ended plugins: the process of "mine" of site-plugins ended with exit code 3 before the plugin was done; look for a call that ends the process in it, such as process.exit',
    ]);
    expect(
      await lines(tapping("() => { process.kill(process.pid, 'SIGTERM'); for (;;); }")),
    ).toEqual([
      expect.stringContaining('of site-plugins was killed by SIGTERM before the plugin was done'),
    ]);
  });

  it.each(["console.log('noise')", "process.stdout.write('no line')", "console.log('[{}]')"])(
    'may print what it likes: %s',
    async (print) => {
      const report =
        "report({ code: 'mine/no', severity: 'error', option: 'fileset', message: 'no', fix: 'f' })";
      expect(await lines(tapping(`({ report }) => { ${report}; ${print}; }`))).toEqual([
        'mine/no fileset: no; f',
      ]);
    },
  );

  it("sees none of Juju's variables, and stands at the root", async () => {
    const body = `() => {
      const ofTheShell = ['PWD', 'OLDPWD', 'SHLVL', '_', '__CF_USER_TEXT_ENCODING'];
      const names = Object.keys(process.env).filter((key) => !ofTheShell.includes(key));
      throw new Error([...names.sort(), process.cwd()].join());
    }`;
    expect(await lines(tapping(body))).toEqual([
      expect.stringContaining(
        'failed in validateConfig: BACKUP_INTEGRATOR_SITE_PLUGIN,HOME,LANG,PATH,/ (',
      ),
    ]);
  });

  it('has ended too early where it has not answered', async () => {
    const script = "console.log('[]'); require('fs').writeSync(3, '[]')";
    expect(await lines('', 30, [process.execPath, '--eval', script])).toEqual([
      expect.stringMatching(
        /^plugins\/ended plugins: the process of "mine" of site-plugins ended with exit code 0 before/,
      ),
    ]);
    expect(await lines('', 30, ['/no/such/program'])).toEqual([
      expect.stringContaining('ended with exit code 127 before'),
    ]);
  });

  it.each([
    'nothing',
    '{}',
    'null',
    '[{}]',
    '[{"code":"mine/no","severity":"error","option":"filset","message":"m","fix":"f"}]',
    '["\\u0000"]',
    JSON.stringify([{ ...finding, message: 5 }]),
    JSON.stringify([{ ...finding, message: '' }]),
    JSON.stringify([{ ...finding, value: 'v'.repeat(10_000) }]),
    JSON.stringify([{ ...finding, code: 'mine/no\u0000' }]),
    JSON.stringify(Array.from({ length: 103 }, () => finding)),
  ])('may not answer with something else than findings: %s', async (answer) => {
    const script = `require('fs').writeSync(3, ${JSON.stringify(`${answer}\n`)})`;
    expect(await lines('', 30, [process.execPath, '--eval', script])).toEqual([
      'plugins/wrong-answer plugins: the process of "mine" of site-plugins answered with something that is no list of findings; report findings, and write nothing to file descriptor 3',
    ]);
  });

  it.each(["'['.repeat(100_000)", "'[' + '[],'.repeat(100_000) + '[]]'"])(
    'may not answer with more than findings have: %s',
    async (text) => {
      const script = `require('fs').writeFileSync(3, ${text} + '\\n')`;
      expect(await lines('', 30, [process.execPath, '--eval', script])).toEqual([
        expect.stringMatching(/^plugins\/wrong-answer /),
      ]);
    },
  );

  it('may answer with any characters, which are made visible, and with so many that some are cut', async () => {
    const message = "'a\\0\\u202e\\u009b\\ud800' + 'z'.repeat(200_000)";
    const answer = `[{ ...${JSON.stringify(finding)}, message: ${message} }]`;
    const script = `require('fs').writeFileSync(3, JSON.stringify(${answer}) + '\\n')`;
    const [line = ''] = await lines('', 30, [process.execPath, '--eval', script]);
    expect(line).toMatch(/^mine\/no fileset: a\\u\{0\}\\u\{202e\}\\u\{9b\}\\u\{d800\}z+…; f$/);
    expect(line.length).toBeLessThan(21_000);
  });

  it('may not answer without end', async () => {
    const script = "for (;;) require('fs').writeSync(3, 'x'.repeat(2 ** 20))";
    expect(await lines('', 30, [process.execPath, '--eval', script])).toEqual([
      expect.stringMatching(/^plugins\/wrong-answer /),
    ]);
  });

  it('may not take more memory than there is for it', async () => {
    const body = '() => { const all = []; for (;;) all.push(Buffer.alloc(2 ** 24, 1)); }';
    expect(await lines(tapping(body))).toEqual([
      'plugins/too-large plugins: "mine" of site-plugins took more than 512 MiB of memory and was stopped; read less at a time in it',
    ]);
  });

  it.skipIf(process.getuid?.() !== 0)(
    'does not run with more privileges than the config says',
    async () => {
      const findings = await runSitePlugin(
        { command: ['/bin/false'], seconds: 5, isolation: 'none', isUnprivileged: true },
        request('/no/such/file'),
      );
      expect(findings.map(describeProblem)).toEqual([
        'plugins: "mine" of site-plugins did not run, as this machine has no unprivileged user for it; install util-linux and let the container change users, or set site-plugins-unprivileged=false',
      ]);
    },
  );

  it('shows what it prints, line by line, with its name', async () => {
    const body = `() => {
      console.log('one\\u001b[31m\\n\\n  two\\u202e');
      console.error('three');
      console.log('x'.repeat(600));
      process.stdout.write('no line');
    }`;
    const shown: string[] = [];
    expect(await lines(tapping(body), 30, undefined, (line) => shown.push(line))).toEqual([]);
    expect(shown).toEqual([
      'plugin mine: one\\u{1b}[31m',
      'plugin mine: two\\u{202e}',
      `plugin mine: ${'x'.repeat(500)}…`,
      'plugin mine: no line',
      'plugin mine: three',
    ]);
  });

  it('does not flood the log with what it prints', async () => {
    const body = "() => { for (let line = 0; line < 100_000; line += 1) console.log('12345'); }";
    const shown: string[] = [];
    await lines(tapping(body), 30, undefined, (line) => shown.push(line));
    expect(shown).toHaveLength(51);
    expect(shown.at(-1)).toMatch(/^plugin mine: \d+ bytes more are not shown$/);
  });
});
