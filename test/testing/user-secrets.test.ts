import { describe, expect, it } from 'vitest';
import { deployment, names, one, scripted, zero } from './fixtures.ts';

const uri = 'secret:9m4e2mr0ui3e8a215n4g';

/** Two units, of which those read the secret in each hook that are told to. */
async function reading(units: readonly string[], flag = ' --refresh') {
  const environments: Readonly<Record<string, string>>[] = [];
  const frontEnd = scripted((tool, hook) => {
    if (hook.event === 'secret-changed') environments.push(hook.environment);
    if (units.includes(hook.unit)) tool(`secret-get ${uri}${flag}`);
    return 0;
  });
  const juju = deployment({ frontEnd });
  juju.secrets.add('mine', { password: '1' }, uri);
  juju.secrets.grant('mine');
  await juju.deploy(2);
  return { juju, environments };
}

describe('new content of a user secret', () => {
  it('is told to the units that have read the secret', async () => {
    const { juju, environments } = await reading([one]);
    await using _ = juju;
    expect(names(await juju.secrets.update('mine', { password: '2' }))).toEqual([
      '1 secret-changed',
    ]);
    expect(environments).toEqual([
      expect.objectContaining({
        JUJU_DISPATCH_PATH: 'hooks/secret-changed',
        JUJU_SECRET_ID: uri,
        JUJU_SECRET_LABEL: '',
      }),
    ]);
    expect(environments[0]).not.toHaveProperty('JUJU_SECRET_REVISION');
  });

  it('is told each time, whether the unit has refreshed or not', async () => {
    for (const flag of ['', ' --refresh']) {
      const { juju } = await reading([zero, one], flag);
      await using _ = juju;
      for (const password of ['2', '3']) {
        expect(names(await juju.secrets.update(uri, { password }))).toEqual([
          '0 secret-changed',
          '1 secret-changed',
        ]);
      }
    }
  });

  it('is no news where it is the same, or the secret is granted no more', async () => {
    const { juju } = await reading([zero, one]);
    await using _ = juju;
    expect(await juju.secrets.update('mine', { password: '1' })).toEqual([]);
    juju.secrets.revoke('mine');
    expect(await juju.secrets.update('mine', { password: '2' })).toEqual([]);
    juju.secrets.grant('mine');
    expect(await juju.updateStatus()).toHaveLength(2);
  });

  it('runs again when its hook has failed and is resolved', async () => {
    let fails = true;
    const frontEnd = scripted((tool, { event }) => {
      tool(`secret-get ${uri} --refresh`);
      return event === 'secret-changed' && fails ? 1 : 0;
    });
    await using juju = deployment({ frontEnd });
    juju.secrets.add('mine', { password: '1' }, uri);
    juju.secrets.grant('mine');
    await juju.deploy();
    await juju.secrets.update('mine', { password: '2' });
    expect(juju.unit(zero).status).toEqual({
      status: 'error',
      message: 'hook failed: "secret-changed"',
    });
    fails = false;
    expect(names(await juju.resolve(zero))).toEqual(['0 secret-changed']);
  });
});

it('Juju refuses what it has not, has already, or can not take', async () => {
  await using juju = deployment();
  const { secrets } = juju;
  const first = secrets.add('mine', { password: 'x' });
  expect(secrets.add('other', { password: 'x' })).not.toBe(first);
  expect(first).toMatch(/^secret:[0-9a-v]{20}$/);
  expect(() => secrets.add('mine', { password: 'x' })).toThrow(
    'secret with name "mine" already exists',
  );
  expect(() => secrets.add('third', { password: 'x' }, first)).toThrow('already exists');
  expect(() => secrets.add('third', { password: 'x' }, 'third')).toThrow('not valid');
  for (const key of ['PASSWORD', 'pw', 'a_b', '1ab', 'a--b', '__proto__']) {
    const content = Object.fromEntries([[key, 'x']]);
    expect(() => secrets.add('third', content)).toThrow(`key "${key}" not valid`);
    await expect(secrets.update('mine', content)).rejects.toThrow(`key "${key}" not valid`);
  }
  expect(() => secrets.add('third', {})).toThrow('missing secret value');
  secrets.remove(first);
  for (const change of ['grant', 'revoke', 'remove'] as const) {
    expect(() => secrets[change]('mine')).toThrow('secret "mine" not found');
  }
});
