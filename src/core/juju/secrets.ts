/**
 * What Juju says of a user secret: its newest content, by key; that it is not granted to the application (`denied`); that
 * there is none of that URI (`missing`). What is no URI at all is `malformed`. A value whose bytes are no text has U+FFFD
 * in their place.
 */
export type SecretAnswer =
  | { readonly kind: 'content'; readonly content: Readonly<Record<string, string>> }
  | { readonly kind: 'denied' }
  | { readonly kind: 'missing' }
  | { readonly kind: 'malformed' };

/** The one tool that is required for it. */
interface SecretTools {
  secretGet(uri: string): Exclude<SecretAnswer, { readonly kind: 'malformed' }>;
}

/**
 * As `juju add-secret` prints it. Juju's ids are 96 bits in base 32, so that the last character holds one bit: it refuses
 * any other as an argument. A secret of another model, `secret://<model>/<id>`, can't be granted to an application here.
 */
const uriRule = /^secret:[0-9a-v]{19}[0g]$/;

/** The user secrets that one event reads. Juju is asked for each of them once, and only when it is read. */
export class Secrets {
  readonly #tools: SecretTools;
  readonly #answers = new Map<string, SecretAnswer>();

  constructor(tools: SecretTools) {
    this.#tools = tools;
  }

  /**
   * Reads a secret. From then on Juju tells this unit of new content by `secret-changed`; of a grant, a revocation and a
   * removal it tells nobody.
   *
   * @param uri - `secret:<id>`, the value of a config option of type `secret`
   * @throws HookToolError where Juju can't tell
   */
  read(uri: string): SecretAnswer {
    if (!uriRule.test(uri)) return { kind: 'malformed' };
    const answer = this.#answers.get(uri) ?? this.#tools.secretGet(uri);
    this.#answers.set(uri, answer);
    return answer;
  }
}
