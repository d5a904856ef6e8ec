/** The first bytes of a stream; the rest is counted, and not kept. */
export class Head {
  readonly #most: number;
  readonly #parts: Buffer[] = [];
  #kept = 0;
  #all = 0;

  /** @param most - so many bytes are kept */
  constructor(most: number) {
    this.#most = most;
  }

  add(bytes: Buffer): void {
    const kept = bytes.subarray(0, this.#most - this.#kept);
    if (kept.length > 0) this.#parts.push(kept);
    this.#kept += kept.length;
    this.#all += bytes.length;
  }

  /** Bytes that were not kept. */
  get rest(): number {
    return this.#all - this.#kept;
  }

  /** Whether what came last ends a line. */
  get isLine(): boolean {
    return this.rest === 0 && this.#parts.at(-1)?.at(-1) === 0x0a;
  }

  get text(): string {
    return Buffer.concat(this.#parts).toString('utf8');
  }
}
