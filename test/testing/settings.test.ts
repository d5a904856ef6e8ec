import { expect, test } from 'vitest';
import { deployment, metadata, names, scripted } from './fixtures.ts';

test('every unit is told of a change of the config, and of nothing else', async () => {
  await using juju = deployment();
  await juju.deploy(2);
  expect(names(await juju.configure({ fileset: '/a' }))).toEqual([
    '0 config-changed',
    '1 config-changed',
  ]);
  expect(await juju.configure({ fileset: '/a' })).toEqual([]);
  expect(await juju.configure({ strict: 'false' })).toEqual([]);
  expect(await juju.configure({ fileset: undefined })).toHaveLength(2);
  expect(await juju.configure({ fileset: undefined })).toEqual([]);
});

test('an option that the charm does not have is refused, with all that was set with it', async () => {
  await using juju = deployment();
  await juju.deploy();
  for (const name of ['filset', 'toString', '__proto__']) {
    const changes = Object.fromEntries([
      ['fileset', '/a'],
      [name, 'x'],
    ]);
    await expect(juju.configure(changes)).rejects.toThrow(`unknown option "${name}"`);
  }
  expect(await juju.configure({ fileset: undefined })).toEqual([]);
});

test.each([
  ['strict', 'maybe', 'boolean'],
  ['strict', 1, 'boolean'],
  ['limit', '1.5', 'int'],
  ['limit', 1.5, 'int'],
  ['limit', true, 'int'],
  ['fileset', 3, 'string'],
])('%s=%j is not a %s', async (option, value, type) => {
  await using juju = deployment();
  await expect(juju.configure({ [option]: value })).rejects.toThrow(
    `option "${option}" expected ${type}, got ${JSON.stringify(value)}`,
  );
});

test('a secret option takes any text with the scheme of a secret, and hands it over as it is', async () => {
  const answers: unknown[] = [];
  const frontEnd = scripted((tool) => {
    answers.push(JSON.parse(tool('config-get --format=json password').stdout));
    return 0;
  });
  const options = { password: { type: 'secret' } };
  await using juju = deployment({ frontEnd, metadata: { ...metadata, config: { options } } });
  await juju.deploy();
  for (const value of ['secret:9m4e2mr0ui3e8a215n4g', 'secret:no id', 'SECRET://x/y', '']) {
    await juju.configure({ password: value });
    expect(answers.at(-1)).toBe(value);
  }
  for (const value of ['9m4e2mr0ui3e8a215n4g', 'my-secret:x', 'http://x', 'secret:\n', 1]) {
    await expect(juju.configure({ password: value })).rejects.toThrow(
      `option "password" expected secret, got ${JSON.stringify(value)}`,
    );
  }
});

test.each([
  ['strict', 'True', true],
  ['strict', true, true],
  ['strict', '1', true],
  ['limit', '12', 12],
  ['limit', 12, 12],
  ['fileset', '12', '12'],
])('%s=%j is %j to the charm', async (option, value, seen) => {
  const answers: unknown[] = [];
  const frontEnd = scripted((tool) => {
    answers.push(JSON.parse(tool(`config-get --format=json ${option}`).stdout));
    return 0;
  });
  await using juju = deployment({ frontEnd });
  await juju.deploy();
  await juju.configure({ [option]: value });
  expect(answers.at(-1)).toBe(seen);
});
