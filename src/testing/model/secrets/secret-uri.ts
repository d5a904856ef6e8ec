/** What xid, Juju's library for ids, can read: 96 bits in base 32, so that the last character holds one bit. */
const uriRule = /^(?:secret:)?(?<id>[0-9a-v]{19}[0g])$/;

/**
 * The URI that a text stands for, `secret:<id>`, as hook tools read it: the scheme may be left out. Undefined for what is
 * none. Secrets of other models are not in this one.
 */
export function readSecretUri(text: string): string | undefined {
  const id = uriRule.exec(text)?.groups?.['id'];
  return id === undefined ? undefined : `secret:${id}`;
}

/** A URI that no other secret of the model has. */
export function newSecretUri(number: number): string {
  return `secret:d5fj493sf2bh7nl${String(number).padStart(4, '0')}g`;
}
