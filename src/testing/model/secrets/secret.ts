/** The content of a user secret, by key. `<key>#base64` takes bytes, as for `juju add-secret`. */
export type SecretContent = Readonly<Record<string, string>>;

/** Juju's rule for a key (core/secrets/createsecret.go). */
const keyRule = /^[a-z](?:-?[a-z0-9]){2,}$/;

/** What stands behind a key whose value is written in base64. */
export const base64Suffix = '#base64';

/** A user secret: one that the model owns, as `juju add-secret` makes it. */
export class Secret {
  readonly uri: string;
  readonly name: string;
  /** The names of the applications that it is granted to. */
  readonly granted = new Set<string>();
  /** Revision 1 is the first. */
  readonly #revisions: ReadonlyMap<string, Buffer>[];
  /** The revision that a unit gets when it does not ask for the latest, by the unit's name. */
  readonly #tracked = new Map<string, number>();

  /** @throws Error, in Juju's words, for a key that Juju refuses */
  constructor(uri: string, name: string, content: SecretContent) {
    this.uri = uri;
    this.name = name;
    this.#revisions = [bytesOf(content)];
  }

  /**
   * Adds a revision. Content that is the latest already makes none. Returns whether there is a new one.
   *
   * @throws Error, in Juju's words, for a key that Juju refuses
   */
  update(content: SecretContent): boolean {
    const next = bytesOf(content);
    const latest = this.#revisions.at(-1);
    if (latest !== undefined && isSame(latest, next)) return false;
    this.#revisions.push(next);
    return true;
  }

  /** What a unit reads. From the first time on it tracks that revision, until it refreshes. */
  read(unit: string, which: 'tracked' | 'peek' | 'refresh'): ReadonlyMap<string, Buffer> {
    const latest = this.#revisions.length;
    const tracked = this.#tracked.get(unit);
    if (which === 'refresh' || tracked === undefined) this.#tracked.set(unit, latest);
    const revision = which === 'tracked' ? (tracked ?? latest) : latest;
    return this.#revisions[revision - 1] ?? new Map();
  }

  /** Whether a unit has read a revision before the latest, and none since. */
  isNewsTo(unit: string): boolean {
    const tracked = this.#tracked.get(unit);
    return tracked !== undefined && tracked < this.#revisions.length;
  }
}

function bytesOf(content: SecretContent): ReadonlyMap<string, Buffer> {
  if (Object.keys(content).length === 0) throw new Error('missing secret value or filename');
  return new Map(
    Object.entries(content).map(([written, value]) => {
      const isBase64 = written.endsWith(base64Suffix);
      const key = isBase64 ? written.slice(0, -base64Suffix.length) : written;
      if (!keyRule.test(key)) throw new Error(`key ${JSON.stringify(key)} not valid`);
      return [key, Buffer.from(value, isBase64 ? 'base64' : 'utf8')];
    }),
  );
}

function isSame(one: ReadonlyMap<string, Buffer>, other: ReadonlyMap<string, Buffer>): boolean {
  if (one.size !== other.size) return false;
  return [...one].every(([key, value]) => other.get(key)?.equals(value));
}
