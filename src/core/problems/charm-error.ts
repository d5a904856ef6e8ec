/** A failure that one line explains: the hook exits 1 with it, without a stack trace, and Juju retries the hook. */
export class CharmError extends Error {
  override readonly name: string = 'CharmError';
}
