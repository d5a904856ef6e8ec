/** A hook tool's refusal: exit code 2 for its arguments, 1 for what happened when it ran. */
export class ToolError extends Error {
  override readonly name = 'ToolError';
  readonly code: 1 | 2;

  constructor(code: 1 | 2, message: string) {
    super(message);
    this.code = code;
  }
}

/** Arguments that the tool does not take. */
export function misuse(message: string): ToolError {
  return new ToolError(2, message);
}

/** Arguments are fine, but the tool can't do it. */
export function failure(message: string): ToolError {
  return new ToolError(1, message);
}
