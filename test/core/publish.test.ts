import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Databag } from '../../src/core/juju/databag.ts';
import type { Deployment, HookResult } from '../../src/testing/index.ts';
import { statuses, writes } from '../support/deployment.ts';
import { callsOf, one, zero } from '../support/units.ts';
import { deployed, filesetPlugin, said } from './trial/deployed.ts';
import { tiny } from './trial/tiny.ts';

/** Wants a databag in every relation; none where it is undefined. */
function wanting(name: string, wanted: () => Databag | undefined) {
  return tiny(name, {
    publish({ isLeader, relations }) {
      const databag = wanted();
      if (databag === undefined || !isLeader) return;
      for (const relation of relations) relation.publish(databag);
    },
  });
}

/** A deployment that publishes `/etc`, and what other plugins want. */
async function publishing(...wanted: readonly (() => Databag | undefined)[]) {
  const plugins = wanted.map((databag, index) => wanting(`p${index}`, databag));
  const deployment = await deployed([filesetPlugin, ...plugins]);
  await deployment.configure({ fileset: '/etc' });
  await deployment.integrate('fd');
  return deployment;
}

const relationSets = (results: readonly HookResult[]) =>
  writes(results).filter((call) => call.startsWith('relation-set -r backup'));

describe('a databag', () => {
  it('is what all plugins want in it together, written once', async () => {
    const deployment = await publishing(
      () => ({ a: '1' }),
      () => ({ b: '2', c: '3' }),
    );
    expect(deployment.databag('backup:2')).toEqual({ fileset: '/etc', a: '1', b: '2', c: '3' });
    const later = await deployment.integrate('other');
    expect(deployment.databag('backup:3')).toEqual(deployment.databag('backup:2'));
    expect(relationSets(later)).toHaveLength(1);
    expect(relationSets(await deployment.fire('config-changed'))).toEqual([]);
  });

  it('loses a key that nobody wants any more, and the log says which, without a value', async () => {
    let wanted: Databag = { a: 'secret', b: '2' };
    const deployment = await publishing(() => wanted);
    wanted = { b: 'more' };
    await deployment.fire('config-changed');
    expect(deployment.databag('backup:2')).toEqual({ fileset: '/etc', b: 'more' });
    const logged = deployment.log.map(({ message }) => message);
    expect(logged.at(-1)).toBe('published b (backup:2); withdrew a (backup:2)');
    expect(logged.join()).not.toContain('secret');
  });

  it('is left alone where no plugin wants anything in it', async () => {
    const deployment = await deployed([wanting('none', () => undefined), filesetPlugin]);
    await deployment.integrate('fd');
    deployment.seedDatabag('backup:2', { old: 'x' });
    expect(relationSets(await deployment.fire('config-changed'))).toEqual([]);
    expect(deployment.databag('backup:2')).toEqual({ old: 'x' });
  });

  it('is one by relation, each with the name of its provider', async () => {
    const naming = tiny('naming', {
      publish({ isLeader, relations }) {
        if (!isLeader) return;
        for (const { id, application, publish } of relations)
          publish({ to: `${application} ${id}` });
      },
    });
    const deployment = await deployed([filesetPlugin, naming]);
    await deployment.configure({ fileset: '/etc' });
    await deployment.integrate('fd');
    await deployment.integrate('other');
    expect(deployment.databag('backup:2')['to']).toBe('fd backup:2');
    expect(deployment.databag('backup:3')['to']).toBe('other backup:3');
  });

  it('becomes what is wanted, whatever was in it', async () => {
    let wanted: Databag = {};
    const deployment = await publishing(() => wanted);
    const key = fc.constantFrom('a', 'b', 'c');
    const databag = fc.dictionary(key, fc.constantFrom('1', '2'), { noNullPrototype: true });
    await fc.assert(
      fc.asyncProperty(databag, databag, async (before, after) => {
        deployment.seedDatabag('backup:2', before);
        wanted = after;
        await deployment.fire('config-changed');
        expect(deployment.databag('backup:2')).toEqual({ fileset: '/etc', ...after });
      }),
      { numRuns: 30 },
    );
  });
});

describe('a key that two plugins want', () => {
  it('is an error that names both, and nothing is written in any relation', async () => {
    let wanted: Databag = { b: '1' };
    const deployment = await publishing(
      () => ({ a: '1' }),
      () => wanted,
    );
    const before = [deployment.databag('backup:2'), deployment.databag('peers:0')];
    wanted = { a: '1', b: '2' };
    await deployment.configure({ fileset: '/srv' });
    expect([deployment.databag('backup:2'), deployment.databag('peers:0')]).toEqual(before);
    expect(statuses(deployment)[zero]).toMatch(
      /^blocked: config: plugins p0 and p1 both publish "a" in backup:2/,
    );

    wanted = { b: '2' };
    await deployment.fire('config-changed');
    expect(deployment.databag('backup:2')).toEqual({ fileset: '/srv', a: '1', b: '2' });
    expect(statuses(deployment)[zero]).toBe('active: ');
  });
});

describe('after its turn, a plugin may not', () => {
  it.each(['publish', 'contribute'])('%s', async (what) => {
    const late = tiny('late', {
      publish({ relations, contribute }) {
        Promise.resolve().then(() => {
          try {
            if (what === 'contribute') contribute('x');
            else relations[0]?.publish({ a: '1' });
          } catch (error) {
            failure = error;
          }
        });
      },
    });
    let failure: unknown;
    const deployment = await deployed([filesetPlugin, late]);
    await deployment.configure({ fileset: '/etc' });
    await deployment.integrate('fd');
    expect(failure).toMatchObject({
      message: `plugin late failed in publishRelation: it called ${what} after its turn: await what it starts`,
    });
    expect(deployment.databag('backup:2')).toEqual({ fileset: '/etc' });
    expect(deployment.databag('peers:0', zero)).toEqual({});
  });
});

it('a plugin that fails to publish fails the hook, and nothing is written', async () => {
  const failing = tiny('failing', {
    publish({ config }) {
      if (config.text('fileset') === '/srv') throw new Error('no luck');
    },
  });
  const deployment = await deployed([filesetPlugin, failing]);
  await deployment.configure({ fileset: '/etc' });
  await deployment.integrate('fd');
  const results = await deployment.configure({ fileset: '/srv' });
  expect(deployment.databag('backup:2')).toEqual({ fileset: '/etc' });
  expect(results[0]?.code).toBe(1);
  expect(said(results)).toEqual([
    'plugin failing failed in publishRelation: no luck; Juju discards what this hook changed in relations and runs it again',
  ]);
});

describe('what a plugin contributes', () => {
  /** Contributes an option as it is. */
  const teller = (name: string, option: string) =>
    tiny(name, {
      publish: ({ config, contribute }) => contribute(config.text(option) ?? ''),
    });
  const own = (deployment: Deployment, unit: string = zero) => deployment.databag('peers:0', unit);
  const idle = 'config-get relation-ids status-get';

  it("goes into every unit's own databag, and is kept apart by plugin", async () => {
    const deployment = await deployed(
      [teller('one', 'fileset'), teller('other', 'run-before-backup')],
      2,
    );
    await deployment.configure({ fileset: '/a', 'run-before-backup': 'x' });
    for (const unit of [zero, one])
      expect(own(deployment, unit)).toEqual({ one: '/a', other: 'x' });
    await deployment.configure({ fileset: '' });
    expect(own(deployment)).toEqual({ other: 'x' });
    await deployment.configure({ 'run-before-backup': '' });
    expect(own(deployment)).toEqual({});
  });

  it('is read once after it was written, and then remembered', async () => {
    const deployment = await deployed([teller('one', 'fileset')]);
    await deployment.configure({ fileset: '/a' });
    const ends = [
      await deployment.configure({ fileset: '/b' }),
      await deployment.updateStatus(),
      await deployment.updateStatus(),
    ];
    expect(ends.flatMap(callsOf)).toEqual([
      `0 config-changed: ${idle} relation-ids relation-get relation-set`,
      `0 update-status: ${idle} relation-ids relation-get`,
      `0 update-status: ${idle}`,
    ]);
  });

  it('costs nothing, as long as it is nothing', async () => {
    const deployment = await deployed([teller('one', 'fileset')]);
    expect(callsOf(await deployment.fire('config-changed'))).toEqual([`0 config-changed: ${idle}`]);
  });

  it('is told again where Juju has not committed it', async () => {
    const deployment = await deployed([teller('one', 'fileset')]);
    deployment.faults = [{ on: 'relation-set', as: 'exit 1' }];
    await deployment.configure({ fileset: '/a' });
    expect(own(deployment)).toEqual({});
    deployment.faults = [];
    await deployment.resolve(zero);
    expect(own(deployment)).toEqual({ one: '/a' });

    await deployment.integrate('fd');
    deployment.faults = [{ on: 'status-get', as: 'exit 1' }];
    await deployment.configure({ fileset: '/b' });
    expect(own(deployment)).toEqual({ one: '/a' });
    deployment.faults = [];
    await deployment.resolve(zero);
    expect(own(deployment)).toEqual({ one: '/b' });
  });

  it("leaves alone what else is in the databag, Juju's own keys above all", async () => {
    const deployment = await deployed([teller('one', 'fileset')]);
    const juju = { 'private-address': '10.0.0.7', 'ingress-address': '10.0.0.7' };
    deployment.seedDatabag('peers:0', juju, zero);
    await deployment.configure({ fileset: '/a' });
    expect(own(deployment)).toEqual({ ...juju, one: '/a' });
    await deployment.configure({ fileset: '' });
    await deployment.updateStatus();
    expect(own(deployment)).toEqual(juju);
  });
});
