import type { Databag } from './databag.ts';
import { peerEndpoint, type Unit } from './event.ts';
import type { HookTools } from './hook-tools.ts';

/** What the leader published last: the digest of its config, and the `backup` relations in which it did. */
export interface Word {
  readonly digest: string;
  /** Ids, `backup:<number>`, sorted. */
  readonly relations: readonly string[];
}

/** What Juju itself writes into a unit's databag. */
const jujuKeys = new Set(['egress-subnets', 'ingress-address', 'private-address']);

/** The key of the word in the application's databag of the peer relation. */
const wordKey = 'published';

/**
 * The peer relation: what plugins on each unit tell the leader, in the unit's own databag under the plugin's name, and the
 * leader's word to all units, in the application's. Juju is asked only for what is asked for here.
 */
export class Peers {
  readonly #tools: HookTools;
  readonly #unit: Unit;
  #relation: { readonly id: string | undefined } | undefined;

  constructor(tools: HookTools, unit: Unit) {
    this.#tools = tools;
    this.#unit = unit;
  }

  /** Whether Juju has made the relation: on a unit's first events, and before a refresh that brings it, it has not. */
  get exist(): boolean {
    return this.#id !== undefined;
  }

  /** What the other units contribute under the plugin's name, by unit; undefined unless this unit is the leader. */
  collect(plugin: string): ReadonlyMap<string, string> | undefined {
    if (!this.#tools.isLeader()) return undefined;
    const id = this.#id;
    if (id === undefined) return new Map();
    // Units mostly say the same, and it can be megabytes: one text of it is enough.
    const texts = new Map<string, string>();
    const read = (unit: string) => {
      const text = this.#tools.relationGet(id, unit)[plugin] ?? '';
      const known = texts.get(text) ?? text;
      texts.set(known, known);
      return known;
    };
    return new Map(this.#tools.relationList(id).map((unit) => [unit, read(unit)]));
  }

  /** What this unit has contributed, by plugin. Undefined while there is no relation. */
  contributed(): Databag | undefined {
    const id = this.#id;
    if (id === undefined) return undefined;
    const databag = Object.entries(this.#tools.relationGet(id, this.#unit.name));
    return Object.fromEntries(databag.filter(([key]) => !jujuKeys.has(key)));
  }

  /** Tells the leader something under the plugin's name; an empty text takes it back. */
  contribute(plugin: string, text: string): void {
    if (this.#id !== undefined) this.#tools.relationSet(this.#id, 'unit', { [plugin]: text });
  }

  /** The leader's word; undefined where there is none that can be read. */
  word(): Word | undefined {
    const id = this.#id;
    if (id === undefined) return undefined;
    return decodeWord(this.#tools.relationGet(id, this.#unit.application)[wordKey] ?? '');
  }

  /** On the leader alone. Juju commits it together with what the hook has published, or neither. */
  setWord({ digest, relations }: Word): void {
    if (this.#id === undefined) return;
    const text = JSON.stringify({ digest, relations });
    this.#tools.relationSet(this.#id, 'application', { [wordKey]: text });
  }

  get #id(): string | undefined {
    this.#relation ??= { id: this.#tools.relationIds(peerEndpoint)[0] };
    return this.#relation.id;
  }
}

function decodeWord(text: string): Word | undefined {
  try {
    return readWord(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** A word of the right shape, from what JSON gave. */
export function readWord(value: unknown): Word | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (!('digest' in value) || typeof value.digest !== 'string') return undefined;
  if (!('relations' in value) || !Array.isArray(value.relations)) return undefined;
  const relations = value.relations.filter((id: unknown) => typeof id === 'string');
  return relations.length === value.relations.length
    ? { digest: value.digest, relations }
    : undefined;
}
