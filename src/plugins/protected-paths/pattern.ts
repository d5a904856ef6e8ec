import { dirname, normalize } from 'node:path';
import { Minimatch } from 'minimatch';

/** A glob pattern of absolute paths. */
export class Pattern {
  /** As it is written. */
  readonly text: string;
  readonly #whole: Minimatch;
  readonly #start: Minimatch;
  readonly #literal: string;
  readonly #covered = new Map<string, boolean>();

  constructor(text: string) {
    this.text = text;
    const pattern = normalize(text).replace(/(?<=.)\/$/, '');
    this.#whole = new Minimatch(pattern, { dot: true });
    const start = pattern.replace(/\/\*\*(\/.*)?$/s, '') || '/';
    this.#start = new Minimatch(start, { dot: true, partial: true });
    const literal = /^[\w/.-]*/.exec(pattern)?.[0] ?? '';
    const whole = literal === pattern && literal !== '/' ? `${literal}/` : literal;
    this.#literal = whole.slice(0, whole.lastIndexOf('/') + 1);
  }

  /** Whether the pattern matches the path or a folder above it, which would be saved with all that is in it. */
  covers(path: string): boolean {
    if (!this.#isNear(path)) return false;
    return this.#whole.match(path) || (path !== '/' && this.#coversFolder(dirname(path)));
  }

  /** Paths have folders in common: each is looked at once. */
  #coversFolder(folder: string): boolean {
    const known = this.#covered.get(folder);
    if (known !== undefined) return known;
    const isCovered = this.covers(folder);
    this.#covered.set(folder, isCovered);
    return isCovered;
  }

  /** Whether a path below this one can match, going by what stands before a `**`: what follows it could be anywhere. */
  isBelow(path: string): boolean {
    return this.#isNear(path) && this.#start.match(path);
  }

  /** Whether the path and what the pattern begins with are above one another: a glob is matched only then. */
  #isNear(path: string): boolean {
    const folder = path === '/' ? path : `${path}/`;
    return folder.startsWith(this.#literal) || this.#literal.startsWith(folder);
  }
}
