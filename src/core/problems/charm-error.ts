/** A failure that one line explains: the hook exits 1 with it, without a stack trace, and Juju retries the hook. */
export class CharmError extends Error {
  override readonly name: string = 'CharmError';
}

/** Anything that was thrown, in words, whatever it does when it is asked for them. */
export function reasonOf(thrown: unknown): string {
  try {
    const reason: unknown = thrown instanceof Error ? thrown.message : thrown;
    return String(reason) || 'an error without a message';
  } catch {
    return "something that can't be shown";
  }
}
