import type { HookEvent } from '../run/event.ts';
import type { Reach } from './metadata.ts';

/** One side of a relation's data. */
export type Databag = Record<string, string>;

/** One relation of the application, with the databags of both ends. */
export class Relation {
  readonly number: number;
  readonly endpoint: string;
  readonly reach: Reach;
  /** The application at the other end; this one's own in a peer relation. */
  readonly application: string;
  /** The units at the other end. In a container scope a unit sees its own principal only. Empty for peers. */
  readonly remoteUnits: string[];
  /** Removed, but some unit is still to handle that. */
  isDying = false;
  readonly #databags = new Map<string, Databag>();

  constructor(
    number: number,
    endpoint: string,
    reach: Reach,
    application: string,
    remoteUnits: string[],
  ) {
    this.number = number;
    this.endpoint = endpoint;
    this.reach = reach;
    this.application = application;
    this.remoteUnits = remoteUnits;
  }

  /** `<endpoint>:<number>`. */
  get id(): string {
    return `${this.endpoint}:${this.number}`;
  }

  /** The databag of an application or a unit, as committed. */
  databag(owner: string): Databag {
    return { ...this.#databags.get(owner) };
  }

  /** Merges; an empty value deletes. Returns whether anything changed. */
  merge(owner: string, changes: Databag): boolean {
    const before = this.databag(owner);
    const after = merged(before, changes);
    this.#databags.set(owner, after);
    return JSON.stringify(sorted(before)) !== JSON.stringify(sorted(after));
  }

  /** Puts the databag in place, whatever was there. */
  replace(owner: string, databag: Databag): void {
    this.#databags.set(owner, { ...databag });
  }

  forget(owner: string): void {
    this.#databags.delete(owner);
  }

  /** `<endpoint>-relation-<change>`, about a unit at the other end or the whole application. */
  event(change: string, unit?: string, departing?: string): HookEvent {
    const about = { number: this.number, endpoint: this.endpoint, application: this.application };
    return {
      kind: 'relation',
      name: `${this.endpoint}-relation-${change}`,
      relation: {
        ...about,
        ...(unit === undefined ? {} : { unit }),
        ...(departing === undefined ? {} : { departing }),
      },
    };
  }
}

export function merged(databag: Databag, changes: Databag): Databag {
  const entries = Object.entries({ ...databag, ...changes });
  return Object.fromEntries(entries.filter(([, value]) => value !== ''));
}

function sorted(databag: Databag): [string, string][] {
  return Object.entries(databag).sort(([a], [b]) => (a < b ? -1 : 1));
}
