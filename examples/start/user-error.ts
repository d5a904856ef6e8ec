/** What the person at the terminal has to mend. One line says it. */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly exitCode: 1 | 2;

  constructor(message: string, exitCode: 1 | 2) {
    super(message.replaceAll(/\s*\n\s*/g, ' ').trim());
    this.exitCode = exitCode;
  }
}
