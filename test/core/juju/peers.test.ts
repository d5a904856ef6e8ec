import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HookTools } from '../../../src/core/juju/hook-tools.ts';
import { Peers, readWord } from '../../../src/core/juju/peers.ts';
import { one, two, zero } from '../../support/units.ts';
import { idleModel } from '../trial/in-hook.ts';

const application = 'backup-integrator';
const peersOf = (tools: HookTools, number = 0) =>
  new Peers(tools, { name: `${application}/${number}`, application, number });

const word = { digest: 'd', relations: ['backup:2', 'backup:10'] };

describe('what plugins contribute', () => {
  it("goes into the unit's own databag, under the plugin's name", async () => {
    const { deployment, inHook } = await idleModel(2);
    const { calls } = await inHook((tools) => {
      peersOf(tools, 1).contribute('globs', '/a');
      return true;
    }, one);
    expect(deployment.databag('peers:0', one)).toEqual({ globs: '/a' });
    expect(deployment.databag('peers:0')).toEqual({});
    expect(calls).toHaveLength(2);
  });

  it('is taken back by an empty text', async () => {
    const { deployment, inHook } = await idleModel();
    deployment.seedDatabag('peers:0', { globs: '/a', other: 'x' }, zero);
    await inHook((tools) => {
      peersOf(tools).contribute('globs', '');
      return true;
    });
    expect(deployment.databag('peers:0', zero)).toEqual({ other: 'x' });
  });

  it('is collected by the leader: an empty text of a unit that has contributed nothing', async () => {
    const { deployment, inHook } = await idleModel(3);
    deployment.seedDatabag('peers:0', { globs: '/b', other: 'x' }, one);
    const { answer } = await inHook((tools) => peersOf(tools).collect('globs'));
    expect(answer).toEqual(
      new Map([
        [one, '/b'],
        [two, ''],
      ]),
    );
  });

  it('is for nobody else, who asks no more than whether it leads', async () => {
    const { inHook } = await idleModel(2);
    const { answer, calls } = await inHook(
      (tools) => ({ collected: peersOf(tools, 1).collect('globs') }),
      one,
    );
    expect(answer).toEqual({ collected: undefined });
    expect(calls).toEqual(['is-leader --format=json']);
  });

  it('is known to the unit itself, by plugin', async () => {
    const { deployment, inHook } = await idleModel();
    deployment.seedDatabag('peers:0', { globs: '/a' }, zero);
    const { answer } = await inHook((tools) => ({ own: peersOf(tools).contributed() }));
    expect(answer).toEqual({ own: { globs: '/a' } });
  });
});

describe('the word of the leader', () => {
  it("stands in the application's databag, for every unit to read", async () => {
    const { deployment, inHook } = await idleModel(2);
    await inHook((tools) => {
      peersOf(tools).setWord(word);
      return true;
    });
    expect(deployment.databag('peers:0')).toEqual({ published: JSON.stringify(word) });
    const { answer } = await inHook((tools) => ({ word: peersOf(tools, 1).word() }), one);
    expect(answer).toEqual({ word });
  });

  it.each(['', 'not JSON', 'null', '7', '[]', '{}'])(
    'is none where it is %j',
    async (published) => {
      const { deployment, inHook } = await idleModel();
      deployment.seedDatabag('peers:0', { published });
      expect(await inHook((tools) => ({ word: peersOf(tools).word() }))).toMatchObject({
        answer: { word: undefined },
      });
    },
  );
});

describe('readWord', () => {
  it.each([
    { digest: 1, relations: [] },
    { digest: 'd' },
    { relations: [] },
    { digest: 'd', relations: 'backup:2' },
    { digest: 'd', relations: ['backup:2', 2] },
  ])('takes nothing of another shape: %j', (value) => {
    expect(readWord(value)).toBeUndefined();
  });

  it('takes any word, without what else there is', () => {
    const words = fc.record({ digest: fc.string(), relations: fc.array(fc.string()) });
    fc.assert(
      fc.property(words, (any) => {
        expect(readWord({ ...any, more: 1 })).toEqual(any);
      }),
    );
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.anything(), (value) => void readWord(value)));
  });
});

describe('before Juju has made the relation', () => {
  it('there is nothing to read and nowhere to write, and Juju is asked once', async () => {
    const { inHook } = await idleModel(1, { peers: {} });
    const { answer, calls } = await inHook((tools) => {
      const peers = peersOf(tools);
      peers.contribute('globs', '/a');
      peers.setWord(word);
      return {
        exist: peers.exist,
        word: peers.word(),
        contributed: peers.contributed(),
        collected: peers.collect('globs'),
      };
    });
    expect(answer).toEqual({
      exist: false,
      word: undefined,
      contributed: undefined,
      collected: new Map(),
    });
    expect(calls).toEqual(['relation-ids --format=json peers', 'is-leader --format=json']);
  });
});
