import type { HookResult } from '../../run/hook-run.ts';
import type { Model } from '../model.ts';
import { Secret, type SecretContent } from './secret.ts';
import { newSecretUri, readSecretUri } from './secret-uri.ts';

/**
 * What an operator does with user secrets. Each is meant by its name or its URI. Only new content reaches the charm by a
 * hook: of a grant, a revocation or a removal Juju tells no unit, and the next event finds it.
 */
export class UserSecrets {
  readonly #model: Model;
  readonly #settle: () => Promise<HookResult[]>;

  constructor(model: Model, settle: () => Promise<HookResult[]>) {
    this.#model = model;
    this.#settle = settle;
  }

  /**
   * `juju add-secret`. Nobody can read it before it is granted. Returns its URI, `secret:<id>`: the value for an option of
   * type `secret`.
   *
   * @param uri - for a test that has to know it beforehand; Juju chooses one otherwise
   * @throws Error, in Juju's words, for a name that is taken, or a key that Juju refuses
   */
  add(name: string, content: SecretContent, uri?: string): string {
    const { secrets } = this.#model;
    if ([...secrets.values()].some((secret) => secret.name === name)) {
      throw new Error(`secret with name ${JSON.stringify(name)} already exists`);
    }
    const chosen = uri ?? newSecretUri(this.#model.nextSecret++);
    if (readSecretUri(chosen) !== chosen) {
      throw new Error(`secret URI ${JSON.stringify(chosen)} not valid`);
    }
    if (secrets.has(chosen)) throw new Error(`secret ${JSON.stringify(chosen)} already exists`);
    secrets.set(chosen, new Secret(chosen, name, content));
    return chosen;
  }

  /** `juju grant-secret`, to the application of the model where no other is given. */
  grant(secret: string, application = this.#model.application): void {
    this.#find(secret).granted.add(application);
  }

  /** `juju revoke-secret`. */
  revoke(secret: string, application = this.#model.application): void {
    this.#find(secret).granted.delete(application);
  }

  /** `juju update-secret`: `secret-changed` on every unit that has read the secret and may still do so. */
  async update(secret: string, content: SecretContent): Promise<HookResult[]> {
    const found = this.#find(secret);
    if (!found.update(content) || !found.granted.has(this.#model.application)) return [];
    for (const unit of this.#model.units.values()) {
      if (unit.isDying || !found.isNewsTo(unit.name)) continue;
      unit.enqueue({ kind: 'secret', name: 'secret-changed', secret: found.uri });
    }
    return this.#settle();
  }

  /** `juju remove-secret`, with all revisions. */
  remove(secret: string): void {
    this.#model.secrets.delete(this.#find(secret).uri);
  }

  #find(secret: string): Secret {
    const found = [...this.#model.secrets.values()].find(
      ({ name, uri }) => name === secret || uri === readSecretUri(secret),
    );
    if (found !== undefined) return found;
    throw new Error(`secret ${JSON.stringify(secret)} not found`);
  }
}
