/** What stands in the place of a text that must not be shown. */
const mask = '***';

/**
 * The last bytes of a stream, without the texts that must not be shown. Those are taken out before it is cut: half of one
 * is never left at the beginning.
 */
export class Tail {
  readonly #most: number;
  readonly #hidden: readonly Buffer[];
  readonly #kept: number;
  #parts: Buffer[] = [];
  #length = 0;
  #dropped = 0;

  /**
   * @param most - so many bytes are shown
   * @param hidden - texts that are not shown, nor any line of one that has several
   */
  constructor(most: number, hidden: readonly string[]) {
    this.#most = most;
    this.#hidden = [...new Set(hidden.flatMap((text) => [text, ...text.split(/\r?\n/)]))]
      .filter((text) => text.trim() !== '')
      .map((text) => Buffer.from(text));
    this.#kept = most + Math.max(0, ...this.#hidden.map(({ length }) => length));
  }

  add(bytes: Buffer): void {
    this.#parts.push(bytes);
    this.#length += bytes.length;
    // Not for each part: what comes in small ones would be copied over and over.
    if (this.#length > 2 * this.#kept) this.#trim();
  }

  /** Line by line; the first one says how much was left out, where something was. A tab is two blanks. */
  get lines(): readonly string[] {
    this.#trim();
    const all = Buffer.concat(this.#parts);
    const cut = Math.max(0, all.length - this.#most);
    const left = this.#dropped + cut;
    const text = unmasked(all, this.#marked(all), cut, left > 0).replaceAll('\t', '  ');
    const lines = text.split(/\r?\n/);
    if (lines.at(-1) === '') lines.pop();
    if (left === 0) return lines;
    return [`(${left.toLocaleString('en')} bytes before this are not shown)`, ...lines];
  }

  #trim(): void {
    const all = Buffer.concat(this.#parts);
    const first = Math.max(0, all.length - this.#kept);
    // A copy: the rest of a big buffer would stay with it.
    this.#parts = [Buffer.from(all.subarray(first))];
    this.#length = all.length - first;
    this.#dropped += first;
  }

  /** 1 for each byte that is in a hidden text. */
  #marked(all: Buffer): Uint8Array {
    const marks = new Uint8Array(all.length);
    for (const text of this.#hidden) {
      let from = 0;
      for (let at = all.indexOf(text); at >= 0; at = all.indexOf(text, at + 1)) {
        marks.fill(1, Math.max(at, from), at + text.length);
        from = at + text.length;
      }
    }
    return marks;
  }
}

/** The bytes from `cut` on as text, with the mask in the place of each run of marked ones. */
function unmasked(all: Buffer, marks: Uint8Array, cut: number, isCut: boolean): string {
  let start = cut;
  // Not from within a character.
  while (isCut && start < cut + 3 && isContinued(all, start) && marks[start] === 0) start++;
  const texts: string[] = [];
  while (start < all.length) {
    const isMarked = marks[start] === 1;
    const next = marks.indexOf(isMarked ? 0 : 1, start);
    const end = next < 0 ? all.length : next;
    texts.push(isMarked ? mask : all.toString('utf8', start, end));
    start = end;
  }
  return texts.join('');
}

function isContinued(all: Buffer, at: number): boolean {
  return ((all[at] ?? 0) & 0xc0) === 0x80;
}
