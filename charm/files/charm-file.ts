/** One file of the charm. */
export interface CharmFile {
  /** Relative to the charm's folder. */
  readonly path: string;
  readonly mode: 0o644 | 0o755;
  readonly content: Uint8Array;
}

/** A file for reading, such as a text. */
export function plainFile(path: string, content: string | Uint8Array): CharmFile {
  return { path, mode: 0o644, content: Buffer.from(content) };
}

/** A file that is started. */
export function executableFile(path: string, content: Uint8Array): CharmFile {
  return { path, mode: 0o755, content };
}
