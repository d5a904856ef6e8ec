import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeProblem } from '../../../src/core/problems/problem.ts';
import { runSitePlugin } from '../../../src/core/validators/site-plugin.ts';
import { siteFile, tapping } from '../trial/three-ways.ts';

const program = join(import.meta.dirname, '../../../src/core/validators/site-plugin-process.ts');

/** Runs the plugin `mine` of a module in its process, and returns what was found. */
function lines(
  module: string,
  seconds = 30,
  command: readonly [string, ...string[]] = [process.execPath, program],
): string[] {
  const findings = runSitePlugin(
    { command, seconds },
    {
      file: siteFile(module),
      plugin: { name: 'mine', line: 1, options: {} },
      bundled: [],
      options: ['config', 'fileset', 'plugins'],
      config: {},
      draft: { entries: [], scripts: [], extensions: {} },
      managedFolder: '/opt/scripts/app',
      root: '/',
    },
  );
  return findings.map((finding) => `${finding.code} ${describeProblem(finding)}`);
}

describe('the process of a site plugin', () => {
  it.each([
    ['a loop', tapping('() => { for (;;); }')],
    [
      'a wait',
      tapping('async () => { await new Promise(() => setInterval(() => {}, 1e3)); }', 'tapPromise'),
    ],
    ['a loop while it is loaded', 'for (;;);'],
  ])('is stopped when its time is over: %s', (_, module) => {
    expect(lines(module, 0.5)).toEqual([
      'plugins/timed-out plugins: "mine" of site-plugins did not end within 0.5 seconds and was stopped; look for an endless loop or a wait without an end in it',
    ]);
  });

  it('can not end the charm with itself', () => {
    expect(lines(tapping('() => process.exit(3)'))).toEqual([
      'plugins/ended plugins: the process of "mine" of site-plugins ended with exit code 3 before the plugin was done; look for a call that ends the process in it, such as process.exit',
    ]);
    expect(lines(tapping("() => { process.kill(process.pid, 'SIGTERM'); for (;;); }"))).toEqual([
      expect.stringContaining('of site-plugins was killed by SIGTERM before the plugin was done'),
    ]);
  });

  it.each(["console.log('noise')", "process.stdout.write('no line')", "console.log('[{}]')"])(
    'may print what it likes: %s',
    (print) => {
      const report =
        "report({ code: 'mine/no', severity: 'error', option: 'fileset', message: 'no', fix: 'f' })";
      expect(lines(tapping(`({ report }) => { ${report}; ${print}; }`))).toEqual([
        'mine/no fileset: no; f',
      ]);
    },
  );

  it("sees none of Juju's variables, and stands at the root", () => {
    const body = `() => {
      const names = Object.keys(process.env).filter((key) => key !== '__CF_USER_TEXT_ENCODING');
      throw new Error([...names.sort(), process.cwd()].join());
    }`;
    expect(lines(tapping(body))).toEqual([
      expect.stringContaining('failed in validateConfig: LANG,PATH,/ ('),
    ]);
  });

  it.each(["console.log('nothing')", "console.log('{}')", "console.log('[{}]')", ''])(
    'has ended too early where its answer is no list of findings: %s',
    (script) => {
      const [found] = lines('', 30, [process.execPath, '--eval', script]);
      expect(found).toMatch(
        /^plugins\/ended plugins: the process of "mine" of site-plugins ended with exit code 0 before/,
      );
    },
  );

  it('fails the hook where it can not be started at all', () => {
    expect(() => lines('', 30, ['/no/such/program'])).toThrow('ENOENT');
  });
});
