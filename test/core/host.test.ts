import { expect, it } from 'vitest';
import { type Host, surroundingsOf } from '../../src/core/host.ts';
import { idleModel } from './trial/in-hook.ts';

const unit = { name: 'backup-integrator/0', application: 'backup-integrator', number: 0 };
const host: Host = {
  environment: {},
  runTool: ([tool]) => expect.fail(`${tool} was called`),
  root: '/nowhere',
  warn: () => {},
  sitePlugins: { command: ['program', 'argument'], seconds: 7 },
};

it("a unit's surroundings are its disk, its relations and the plugins of its site", async () => {
  const { deployment, inHook } = await idleModel();
  await deployment.integrate('fd');
  const { answer } = await inHook((tools) => {
    const {
      disk,
      runs,
      relations,
      sitePlugins,
      secret: __,
      trace: _,
      ...rest
    } = surroundingsOf(host, tools, unit, ['backup:2']);
    return {
      ...rest,
      isThere: disk.stat('/') !== undefined,
      runs: runs.read(),
      providers: relations.map(({ id, application }) => `${id} ${application}`),
      site: { ...sitePlugins, fetch: sitePlugins.fetch() },
    };
  });
  expect(answer).toEqual({
    unit: unit.name,
    isThere: false,
    runs: {},
    providers: ['backup:2 fd'],
    site: { ...host.sitePlugins, warn: host.warn, root: '/nowhere', fetch: undefined },
  });
});

it('Juju is asked for none of it before it is looked at', async () => {
  const { inHook } = await idleModel();
  const { calls } = await inHook(
    (tools) => surroundingsOf(host, tools, unit, ['backup:2']).relations.length,
  );
  expect(calls).toEqual([]);
});
