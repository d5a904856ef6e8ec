/** What the person at the terminal has to fix. One line says it. */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly exitCode: 1 | 2;

  constructor(message: string, exitCode: 1 | 2) {
    super(message.replaceAll(/\s*\n\s*/g, ' ').trim());
    this.exitCode = exitCode;
  }
}

/** Why a file can't be read or copied, in the system's words. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // `ENOENT: no such file or directory, open 'mine.yaml'`. The module that has these texts would cost each hook its time.
  const [, words] = /^[A-Z0-9]+: ([^,]+)/.exec(error.message) ?? [];
  return words ?? error.message;
}
