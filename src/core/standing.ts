import type { Config } from './juju/config.ts';
import type { Peers, Word } from './juju/peers.ts';
import type { UnitState } from './unit/files/unit-state.ts';

/** How this unit's config stands to what is published. */
export interface Standing {
  /** What the leader's word says once it publishes this config. */
  readonly wanted: Word;
  /** The leader's word: as read in this hook, or as an earlier one has read it. */
  readonly word: Word | undefined;
  /** What is published was made from this unit's config. */
  readonly isConfirmed: boolean;
  /** The same, in one relation at least: the leader may be blocked since another one came. */
  readonly isPublishedSomewhere: boolean;
  /** There is nothing yet that could confirm it, nor anything that it could contradict. */
  readonly isUnpublished: boolean;
  /** The word is about another config, which is the leader's to correct, with or without a provider. */
  readonly isStale: boolean;
  /** A leader that publishes has to give its word. */
  readonly isWordMissing: boolean;
}

/**
 * Compares this unit's config with the leader's word. The word is read where what the unit remembers of it does not
 * settle the matter, and what was read is remembered.
 *
 * @param options - the config options that what is published is made of
 * @param relations - ids of this unit's `backup` relations
 * @param isNews - the word may be another than the unit remembers
 */
export async function standingOf(
  {
    config,
    options,
    relations,
  }: { config: Config; options: readonly string[]; relations: readonly string[] },
  peers: Peers,
  state: UnitState,
  isNews: boolean,
): Promise<Standing> {
  const wanted = { digest: await digestOf(config, options), relations: [...relations].sort() };
  const confirms = (word: Word | 'none' | undefined) =>
    word !== undefined &&
    word !== 'none' &&
    word.digest === wanted.digest &&
    relations.every((id) => word.relations.includes(id));
  const { memory } = state;
  const isSettled = memory.word === 'none' ? relations.length === 0 : confirms(memory.word);
  if (isNews || !isSettled) memory.word = peers.exist ? (peers.word() ?? 'none') : undefined;
  const isConfirmed = confirms(memory.word);
  const word = memory.word === 'none' ? undefined : memory.word;
  return {
    wanted,
    word,
    isConfirmed,
    isPublishedSomewhere: word?.digest === wanted.digest && word.relations.length > 0,
    isStale: word !== undefined && word.digest !== wanted.digest,
    // Where nothing was ever published, no word is missing.
    isWordMissing: !isConfirmed && (relations.length > 0 || word !== undefined),
    isUnpublished:
      memory.word === undefined ||
      state.isOfVersion1 ||
      (memory.word === 'none' && relations.length === 0),
  };
}

/**
 * SHA-256 of the options that have a value; an empty text is none, nor is `false`, so that an option that a refresh brings
 * changes nothing. Loading node:crypto would cost more than all else.
 */
async function digestOf(config: Config, options: readonly string[]): Promise<string> {
  const { values } = config;
  const set = options.flatMap((option) => {
    const value = values[option];
    return value === undefined || value === '' || value === false ? [] : [[option, value]];
  });
  const digest = await crypto.subtle.digest('SHA-256', Buffer.from(JSON.stringify(set)));
  return Buffer.from(digest).toString('hex');
}
