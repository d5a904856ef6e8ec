import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Config, type ConfigValue } from '../../src/core/juju/config.ts';
import { Peers, type Word } from '../../src/core/juju/peers.ts';
import { standingOf } from '../../src/core/standing.ts';
import { type Memory, UnitState } from '../../src/core/unit/files/unit-state.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { idleModel } from './trial/in-hook.ts';

type Values = Readonly<Record<string, ConfigValue>>;

const unit = { name: 'backup-integrator/0', application: 'backup-integrator', number: 0 };
const config: Values = { fileset: '/etc' };
const ids = ['backup:2'];

/** A unit with a peer relation, or without one, that is asked how a config stands. */
async function asked(peers: object = { peers: { interface: 'backup-integrator' } }, mark = '') {
  const { deployment, inHook } = await idleModel(1, { peers });
  const root = temporaryFolder();
  if (mark !== '') mkdirSync(join(root, mark), { recursive: true });
  const state = new UnitState(root, unit);
  const stand = (values = config, relations: readonly string[] = ids, isNews = false) =>
    inHook((tools) =>
      standingOf(
        {
          config: new Config(new Map(Object.entries(values))),
          options: ['fileset', 'run'],
          relations,
        },
        new Peers(tools, unit),
        state,
        isNews,
      ),
    );
  return {
    state,
    stand,
    wanted: async (values = config, relations = ids) =>
      (await stand(values, relations)).answer.wanted,
    say(word: Word | undefined) {
      const databag = word === undefined ? {} : { published: JSON.stringify(word) };
      deployment.seedDatabag('peers:0', databag, unit.application);
    },
  };
}

describe('the digest', () => {
  it('is one of the options that fileset and files are made of, and of no other', async () => {
    const { wanted } = await asked();
    const { digest } = await wanted();
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
    expect(await wanted({ ...config, strict: true, plugins: '- x' })).toMatchObject({ digest });
    expect((await wanted({ ...config, run: 'x' })).digest).not.toBe(digest);
    expect((await wanted({ fileset: '/srv' })).digest).not.toBe(digest);
  });

  it('is the same for an option that is empty or false and one that is not set', async () => {
    const { wanted } = await asked();
    expect(await wanted({ ...config, run: '' })).toEqual(await wanted());
    expect(await wanted({ ...config, run: false })).toEqual(await wanted());
  });

  it('tells any two configs apart', async () => {
    const { wanted } = await asked();
    const value = fc.oneof(fc.string({ minLength: 1 }), fc.constant(true), fc.integer());
    const values = fc.record(
      { fileset: value, run: value },
      { requiredKeys: [], noNullPrototype: true },
    );
    await fc.assert(
      fc.asyncProperty(values, values, async (one, other) => {
        const isSame = one.fileset === other.fileset && one.run === other.run;
        expect((await wanted(one)).digest === (await wanted(other)).digest).toBe(isSame);
      }),
      { numRuns: 50 },
    );
  });

  it('goes with the ids of the relations, sorted', async () => {
    const { wanted } = await asked();
    const { relations } = await wanted(config, ['backup:9', 'backup:10']);
    expect(relations).toEqual(['backup:10', 'backup:9']);
  });
});

describe("a unit's config", () => {
  it('is confirmed by a word of its digest and its relations, which is remembered', async () => {
    const { say, stand, state, wanted } = await asked();
    const word = await wanted();
    say({ ...word, relations: ['backup:2', 'backup:7'] });
    const first = await stand();
    expect(first.answer).toMatchObject({
      isConfirmed: true,
      isUnpublished: false,
      isStale: false,
      isWordMissing: false,
    });
    expect(first.calls.map((call) => call.split(' ')[0])).toEqual(['relation-ids', 'relation-get']);
    expect(state.memory.word).toEqual({ ...word, relations: ['backup:2', 'backup:7'] });
    expect(await stand()).toEqual({ ...first, calls: [] });
  });

  it.each<[string, boolean, (word: Word) => Word]>([
    ['of another config', true, (word) => ({ ...word, digest: 'other' })],
    ['of other relations', false, (word) => ({ ...word, relations: ['backup:3'] })],
  ])('is not confirmed by a word %s, which is read each time', async (_, isStale, change) => {
    const { say, stand, wanted } = await asked();
    const word = change(await wanted());
    say(word);
    for (const _ of [1, 2]) {
      const { answer, calls } = await stand();
      expect(answer).toMatchObject({ isConfirmed: false, isUnpublished: false, word });
      expect(answer).toMatchObject({ isStale, isWordMissing: true });
      expect(calls).toHaveLength(2);
    }
  });

  it('is published somewhere where the word names any relation with its digest', async () => {
    const { say, stand, wanted } = await asked();
    const word = await wanted();
    for (const [said, isPublishedSomewhere] of [
      [{ ...word, relations: ['backup:3'] }, true],
      [{ ...word, relations: [] }, false],
      [{ digest: 'other', relations: ['backup:3'] }, false],
      [undefined, false],
    ] as const) {
      say(said);
      expect((await stand()).answer).toMatchObject({ isConfirmed: false, isPublishedSomewhere });
    }
  });

  it('is asked about again when it changes, and when there is news', async () => {
    const { say, stand, wanted } = await asked();
    say(await wanted());
    await stand();
    expect((await stand({ fileset: '/srv' })).calls).toHaveLength(2);
    await stand();
    say({ digest: 'other', relations: ids });
    expect((await stand()).answer.isConfirmed).toBe(true);
    expect((await stand(config, ids, true)).answer.isConfirmed).toBe(false);
  });

  it('has nothing to contradict where there is neither a word nor a relation, and reads no more', async () => {
    const { stand, state } = await asked();
    expect((await stand(config, [])).answer).toMatchObject({
      isConfirmed: false,
      isUnpublished: true,
      isStale: false,
      isWordMissing: false,
      word: undefined,
    });
    expect(state.memory.word).toBe('none');
    expect((await stand(config, [])).calls).toEqual([]);
  });

  it('waits for a word where there is a relation, and asks for it each time', async () => {
    const { stand } = await asked();
    for (const _ of [1, 2]) {
      const { answer, calls } = await stand();
      expect(answer).toMatchObject({ isConfirmed: false, isUnpublished: false, word: undefined });
      expect(calls).toHaveLength(2);
    }
  });

  it('has nothing to contradict before Juju has made the peer relation', async () => {
    const { stand, state } = await asked({});
    expect((await stand()).answer).toMatchObject({ isConfirmed: false, isUnpublished: true });
    expect(state.memory.word).toBeUndefined();
  });

  it('has nothing to contradict on a unit that version 1 has left, whatever the word says', async () => {
    const mark = `opt/backup-integrator-charm/units/${unit.name}`;
    const { say, stand } = await asked(undefined, mark);
    say({ digest: 'other', relations: ids });
    expect((await stand()).answer).toMatchObject({ isConfirmed: false, isUnpublished: true });
  });

  it('stands by what it remembers: a word that was confirmed needs no peer relation', async () => {
    const { stand, state, wanted } = await asked({});
    const memory: Memory = state.memory;
    memory.word = await wanted();
    expect((await stand()).answer.isConfirmed).toBe(true);
  });
});
