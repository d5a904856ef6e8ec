import { expect, test } from 'vitest';
import type { Deployment } from '../../../src/testing/index.ts';
import { type CallTool, deployment, names, scripted, zero } from '../fixtures.ts';
import { inHook, ok, refused } from './in-hook.ts';

const uri = 'secret:9m4e2mr0ui3e8a215n4g';

const granted = (juju: Deployment) => {
  juju.secrets.add('mine', { password: 'a<b', 'user-name': 'me', 'bytes#base64': '/w==' }, uri);
  juju.secrets.grant('mine');
};

test('secret-get prints the content, as YAML where nothing else is asked for', async () => {
  await inHook(
    (tool) => {
      const json = '{"bytes":"\ufffd","password":"a\\u003cb","user-name":"me"}\n';
      expect(tool(`secret-get ${uri} --format json`)).toEqual(ok(json));
      expect(tool(`secret-get --format=json -- ${uri}`)).toEqual(ok(json));
      expect(tool(`secret-get ${uri.slice('secret:'.length)}`)).toEqual(
        ok('bytes: \ufffd\npassword: a<b\nuser-name: me\n'),
      );
      expect(tool(`secret-get ${uri} password`)).toEqual(ok('a<b\n'));
      expect(tool(`secret-get ${uri} bytes#base64`)).toEqual(ok('/w==\n'));
    },
    {},
    granted,
  );
});

test('secret-get refuses what Juju refuses', async () => {
  await inHook(
    (tool) => {
      expect(tool('secret-get')).toEqual(refused(2, 'require either a secret URI or label'));
      for (const wrong of ['mine', 'secret:', `${uri}x`, uri.replace(/g$/, 'h')]) {
        const line = tool(`secret-get ${wrong}`);
        expect(line).toEqual(refused(2, `secret URI "${wrong}" not valid`));
      }
      expect(tool(`secret-get ${uri} --peek --refresh`)).toEqual(
        refused(2, 'specify one of --peek or --refresh but not both'),
      );
      expect(tool(`secret-get ${uri} a b`)).toEqual(refused(2, 'unrecognized args: ["b"]'));
      expect(tool(`secret-get ${uri} --format=smart`)).toEqual(
        refused(2, 'invalid value "smart" for option --format: unknown format "smart"'),
      );
      expect(tool(`secret-get ${uri} none`)).toEqual(
        refused(1, 'secret key value "none" not found'),
      );
      const other = uri.replace('9', '8');
      expect(tool(`secret-get ${other}`)).toEqual(refused(1, `secret "${other}" not found`));
    },
    {},
    granted,
  );
});

test.each([
  ['3.6', 'permission denied'],
  ['4.0', `"${zero}" is not allowed to read this secret`],
] as const)(
  'a secret that is not granted is denied, in the words of Juju %s',
  async (juju, words) => {
    const answers: unknown[] = [];
    const frontEnd = scripted((tool) => {
      answers.push(tool(`secret-get ${uri}`));
      return 0;
    });
    await using model = deployment({ frontEnd, juju });
    model.secrets.add('mine', { password: 'x' }, uri);
    model.secrets.grant('mine', 'another');
    await model.deploy();
    expect(answers.at(-1)).toEqual(refused(1, words));
  },
);

test('a unit gets the revision that it read first, until it refreshes', async () => {
  const answers: string[] = [];
  let flags: readonly string[] = [];
  const read = (tool: CallTool) => {
    answers.push(...flags.map((flag) => tool(`secret-get ${uri} password${flag}`).stdout.trim()));
    return 0;
  };
  await using juju = deployment({ frontEnd: scripted(read) });
  juju.secrets.add('mine', { password: 'one' }, uri);
  juju.secrets.grant('mine');
  await juju.deploy();
  flags = [''];
  await juju.updateStatus();
  flags = [];
  expect(names(await juju.secrets.update('mine', { password: 'two' }))).toEqual([
    '0 secret-changed',
  ]);
  flags = ['', ' --peek', '', ' --refresh', ''];
  await juju.updateStatus();
  expect(answers).toEqual(['one', 'one', 'two', 'one', 'two', 'two']);
});
