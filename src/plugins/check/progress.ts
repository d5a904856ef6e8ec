/** Milliseconds until a line of progress is shown; each further one takes twice as long, so that they stay few. */
const first = 2000;

/** Says now and then how far something is that takes its time. */
export class Progress {
  readonly #log: (line: string) => void;
  readonly #clock: () => number;
  readonly #began: number;
  #pause = first;

  /** @param clock - milliseconds from any point in time on */
  constructor(log: (line: string) => void, clock: () => number) {
    this.#log = log;
    this.#clock = clock;
    this.#began = clock();
  }

  /** Milliseconds since it began. */
  get elapsed(): number {
    return this.#clock() - this.#began;
  }

  /** @param line - asked for only when it is shown */
  tell(line: () => string): void {
    if (this.elapsed < this.#pause) return;
    this.#log(line());
    while (this.elapsed >= this.#pause) this.#pause *= 2;
  }
}
