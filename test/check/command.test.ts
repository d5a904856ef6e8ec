import { describe, expect, it, test } from 'vitest';
import { check } from './in-process.ts';

const lines = (...all: readonly string[]) => `${all.join('\n')}\n`;

const unseen = './my.yaml: not checked: what only a disk can tell, of';
const looks = '(--disk FOLDER or --this-machine looks)';
const relative =
  'error: fileset: "etc" is not an absolute path; write it from the root, as in "/etc" [fileset/relative-path]';

test('a good config has no problem, and what only a disk can tell is said to be unchecked', async () => {
  const content = 'my-backup:\n  fileset: /etc\n';
  expect(await check({ 'my.yaml': content }, './my.yaml')).toEqual({
    code: 0,
    stdout: lines(`${unseen} "/etc" ${looks}`, './my.yaml: my-backup: no problem found'),
    stderr: '',
  });
});

describe('a problem is shown where it stands', () => {
  it.each([
    ['in a text', 'a:\n  fileset: /srv,etc\n', '2:17'],
    ['in quotes', 'a:\n  fileset: "/srv,etc"\n', '2:18'],
    ['in a block', 'a:\n  fileset: |\n    /srv\n    # x\n\n      /a,  etc\n', '6:12'],
    ['in a folded block', 'a:\n  fileset: >-\n    /srv,\n    etc\n', '4:5'],
    ['in a flow map', '{"a": {"fileset": "/srv,etc"}}\n', '1:25'],
    ['behind an alias', 'a:\n  fileset: &x etc\nb: *x\n', '2:15'],
    ['in text with escapes', 'a:\n  fileset: "/srv\\n\\x65tc"\n', '2:13'],
    [
      'in what juju config prints',
      lines(
        'application: a',
        'settings:',
        '  fileset: {source: user, type: string, value: "/srv,etc"}',
      ),
      '3:54',
    ],
    [
      'in a bundle',
      lines(
        'applications:',
        '  a:',
        '    charm: backup-integrator',
        '    options:',
        '      fileset: /srv,etc',
      ),
      '5:21',
    ],
    [
      'in an overlay',
      lines(
        'applications:',
        '  a:',
        '    charm: backup-integrator',
        '    options: {fileset: /a}',
        '---',
        'applications:',
        '  a:',
        '    options:',
        '      fileset: etc',
      ),
      '9:16',
    ],
    [
      'in a Terraform configuration',
      JSON.stringify(
        {
          resource: {
            juju_application: {
              a: { charm: { name: 'backup-integrator' }, config: { fileset: '/srv,etc' } },
            },
          },
        },
        undefined,
        1,
      ),
      '9:23',
    ],
  ])('%s', async (_, content, place) => {
    const { code, stdout } = await check({ 'my.yaml': content }, './my.yaml', '--app', 'a');
    expect(stdout).toContain(`./my.yaml:${place}: ${relative}\n`);
    expect(code).toBe(1);
  });

  it('in a file that a bundle includes', async () => {
    const bundle = lines(
      'applications:',
      '  a:',
      '    charm: backup-integrator',
      '    options:',
      '      fileset: /srv',
      '      run-before-backup: include-file://scripts/dump.sh',
    );
    const files = { 'my.yaml': bundle, 'scripts/dump.sh': '#!/bin/sh\ndate\r\n' };
    const { stdout } = await check(files, './my.yaml');
    expect(stdout).toMatch(/^\.\/scripts\/dump\.sh:2:1: (?:error|warning): run-before-backup/m);
  });
});

test('what Juju would refuse is a problem like others', async () => {
  const content = lines(
    'a:',
    '  filset: /etc',
    '  fileset: /etc',
    '  strict: perhaps',
    '  plugins: 7',
  );
  const { code, stdout } = await check({ 'my.yaml': content }, './my.yaml');
  expect(stdout).toContain(
    './my.yaml:2:3: error: filset is no option of this charm; write fileset if that is meant [juju/unknown-option]\n',
  );
  expect(stdout).toContain(
    './my.yaml:4:3: error: strict is a text, where Juju takes true or false; write true or false [juju/wrong-type]\n',
  );
  expect(stdout).toContain('./my.yaml:5:3: error: plugins is 7, where Juju takes a text in quotes');
  expect(stdout).toMatch(/\n3 errors, 0 warnings\n$/);
  expect(code).toBe(1);
});

test('a value of a script is never shown', async () => {
  const content = lines('a:', '  fileset: /etc', '  clean-up-on-failure: |', '    PASSWORD=x');
  const { stdout } = await check({ 'my.yaml': content }, './my.yaml', '--format', 'json');
  expect(stdout).not.toContain('PASSWORD');
  expect(stdout).toContain('juju/wrong-type');
});

test('warnings are no failure, unless the config is strict', async () => {
  const content = lines('a:', '  fileset: /srv/*', '  run-before-backup: "#!/bin/sh\\ndate"');
  const lax = await check({ 'my.yaml': content }, './my.yaml');
  expect(lax.stdout).toMatch(/warning: .*\[fileset\/glob-with-script\]\n/);
  expect(lax.code).toBe(0);
  const strict = await check({ 'my.yaml': `${content}  strict: true\n` }, './my.yaml');
  expect(strict.stdout).toMatch(/error: .*\[fileset\/glob-with-script\]\n/);
  expect(strict.code).toBe(1);
});

test('without a disk nothing is said of it, not even that it can not be read', async () => {
  const content = lines(
    'a:',
    '  fileset: /etc,/srv/*/data,/var/lib/{a,b},/var/{lib,spool}/*',
    '  run-after-backup: "#!/opt/perhaps\\ndate"',
    '  metrics-file: /var/lib/prometheus/a.prom',
    '  strict: true',
    '  plugins: "- paths-exist\\n- size-budget: {bytes: 1 GiB}"',
  );
  const { stdout, code } = await check({ 'my.yaml': content }, './my.yaml', '--format', 'json');
  const [judged] = JSON.parse(stdout).configs;
  expect(judged.problems).toEqual([]);
  expect(code).toBe(0);
  const unchecked: readonly { option: string; value?: string; reason: string }[] = judged.unchecked;
  expect(unchecked.map(({ option, value }) => value ?? option)).toEqual(
    expect.arrayContaining(['/etc', '/srv/*/data', 'run-after-backup', '/var']),
  );
  expect(unchecked.every(({ reason }) => reason === 'disk')).toBe(true);
});

test('the syntax of a script is checked with a shell of this machine', async () => {
  const script = '#!/bin/sh\\nif true; then\\ndate';
  const content = `a:\n  fileset: /a\n  run-after-backup: "${script}"\n  plugins: "- script-syntax"\n`;
  const { stdout } = await check({ 'my.yaml': content }, './my.yaml');
  expect(stdout).toMatch(/\.yaml:3:22: error: run-after-backup.*\[script-syntax\//);
});

test('what is on any machine is known without a disk', async () => {
  const { stdout } = await check({ 'my.yaml': 'a:\n  fileset: /proc/1\n' }, './my.yaml');
  expect(stdout).toContain('[fileset/pseudo-file-system]');
});

test('with a disk, what is on it counts', async () => {
  const files = {
    'my.yaml': 'a:\n  fileset: /srv/*,/opt,/etc\n',
    'disk/srv/data/x': '',
    'disk/etc/x': '',
  };
  const { stdout, code } = await check(files, './my.yaml', '--disk', './disk');
  expect(stdout).toMatch(
    /^\.\/my\.yaml:2:19: warning: .*\[fileset\/missing-path\]\n0 errors, 1 warning\n$/,
  );
  expect(code).toBe(0);
});

test('a secret can not be read, and is no problem, unless it is none', async () => {
  const config = (uri: string) =>
    `a:\n  fileset: /etc\n  script-environment: ${uri}\n  run-after-backup: "#!/bin/sh\\n"\n`;
  const good = await check({ 'my.yaml': config('secret:cq1v0gnmp25c765vo9kg') }, './my.yaml');
  expect(good.stdout).toContain('not checked: what is in "secret:cq1v0gnmp25c765vo9kg"\n');
  expect(good.code).toBe(0);
  const bad = await check({ 'my.yaml': config('secret:x') }, './my.yaml');
  expect(bad.stdout).toContain('./my.yaml:3:23: error: script-environment');
});

test('plugins of a site judge, too', async () => {
  const site = `export const noHome = () => ({
    name: 'noHome',
    apply: ({ hooks }) => hooks.validateConfig.tap('noHome', ({ report }) =>
      report({ code: 'site/home', severity: 'error', option: 'fileset', value: '/home', line: 1, message: 'has /home', fix: 'take it out' })),
  });\n`;
  const files = {
    'my.yaml': 'a:\n  fileset: /srv,/home\n  plugins: "- noHome"\n',
    'site.mjs': site,
  };
  const { stdout } = await check(files, './my.yaml', '--site-plugins', './site.mjs');
  expect(stdout).toContain('./my.yaml:2:17: error: fileset has /home; take it out [site/home]\n');
  const without = await check(files, './my.yaml');
  expect(without.stdout).toContain('[plugins/no-resource]');
});

test('a file that is no config is a problem of that file, and the others are judged', async () => {
  const files = { 'a.yaml': 'a:\n  fileset: [\n', 'b.yaml': 'b:\n  fileset: /b\n' };
  const { stdout, code } = await check(files, './a.yaml', './b.yaml', './c.yaml');
  expect(stdout).toMatch(
    /^\.\/a\.yaml:\d+:\d+: error: config: this file is not YAML: .*\[juju\/no-config\]\n/,
  );
  expect(stdout).toContain('./b.yaml: b: no problem found\n');
  expect(stdout).toContain("./c.yaml:1:1: error: config: this file can't be read: no such file");
  expect(code).toBe(1);
});

test('every application of the charm in a bundle is judged', async () => {
  const content = lines(
    'applications:',
    '  pg: {charm: postgresql}',
    '  a: {charm: backup-integrator, options: {fileset: a}}',
    '  b: {charm: ./backup-integrator_1.0.0_amd64.charm, options: {fileset: b}}',
  );
  const { stdout } = await check({ 'my.yaml': content }, './my.yaml');
  expect(stdout).toMatch(/^\.\/my\.yaml:3:\d+: error.*\n(?:.*\n)*\.\/my\.yaml:4:\d+: error/);
});

describe('the command line', () => {
  it.each([
    [[], "error: missing required argument 'file'\n"],
    [
      ['./my.yaml', '--format', 'xml'],
      /^error: option '--format <format>' argument 'xml' is invalid\./,
    ],
    [['./my.yaml', '--disk', './none'], 'error: --disk ./none: is no folder\n'],
    [['./my.yaml', '--site-plugins', './none'], 'error: --site-plugins ./none: is no file\n'],
    [
      ['./my.yaml', '--disk', '/', '--this-machine'],
      'error: --disk and --this-machine exclude each other\n',
    ],
  ])('%j is refused, with exit code 2', async (args, message) => {
    const { code, stdout, stderr } = await check({ 'my.yaml': 'a: {fileset: /a}\n' }, ...args);
    expect(stderr).toMatch(message);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });
});

describe('formats', () => {
  const content = 'a:\n  fileset: |\n    /srv\n    a%b:c\n';
  const message =
    'fileset: "a%b:c" is not an absolute path; write it from the root, as in "/a%b:c"';

  it('github has an annotation for each problem, with what its runner needs escaped', async () => {
    const { stdout } = await check({ 'my.yaml': content }, './my.yaml', '--format', 'github');
    expect(stdout).toBe(
      `::error file=./my.yaml,line=4,col=5,title=fileset/relative-path::${message.replaceAll('%', '%25')}\n`,
    );
  });

  it('sarif has a rule and a result for each', async () => {
    const { stdout } = await check({ 'my.yaml': content }, './my.yaml', '--format', 'sarif');
    const { version, runs } = JSON.parse(stdout);
    expect(version).toBe('2.1.0');
    expect(runs[0].tool.driver.rules).toMatchObject([{ id: 'fileset/relative-path' }]);
    expect(runs[0].results).toMatchObject([
      {
        ruleId: 'fileset/relative-path',
        ruleIndex: 0,
        level: 'error',
        message: { text: message },
        locations: [{ physicalLocation: { region: { startLine: 4, startColumn: 5 } } }],
      },
    ]);
    expect(runs[0].invocations[0].toolExecutionNotifications).toMatchObject([
      { level: 'note', message: { text: 'fileset: /srv was not checked: no disk was looked at' } },
    ]);
  });

  it('json has counts, problems with their places, and what was not checked', async () => {
    const { stdout } = await check({ 'my.yaml': content }, './my.yaml', '--format', 'json');
    expect(JSON.parse(stdout)).toEqual({
      errors: 1,
      warnings: 0,
      configs: [
        {
          file: './my.yaml',
          application: 'a',
          problems: [
            {
              code: 'fileset/relative-path',
              severity: 'error',
              plugin: expect.any(String),
              option: 'fileset',
              message: '"a%b:c" is not an absolute path',
              fix: 'write it from the root, as in "/a%b:c"',
              place: { file: './my.yaml', line: 4, column: 5 },
            },
          ],
          unchecked: [
            {
              option: 'fileset',
              value: '/srv',
              reason: 'disk',
              place: { file: './my.yaml', line: 3, column: 5 },
            },
          ],
        },
      ],
    });
  });
});
