import { getSystemErrorMessage } from 'node:util';

/** What the person at the terminal has to fix. One line says it. */
export class UserError extends Error {
  override readonly name: string = 'UserError';
  readonly exitCode: 1 | 2;

  constructor(message: string, exitCode: 1 | 2) {
    super(message.replaceAll(/\s*\n\s*/g, ' ').trim());
    this.exitCode = exitCode;
  }
}

/** Why a file can't be read or copied, in the system's words. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'errno' in error && typeof error.errno === 'number'
    ? getSystemErrorMessage(error.errno)
    : error.message;
}
