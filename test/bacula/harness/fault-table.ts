import { describeVerdict, type Verdict } from './bconsole.ts';
import { record } from './record.ts';

/** Faults or other cases, what the jobs said of each, and what became of the data. */
export class FaultTable {
  readonly #rows = new Map<string, readonly [jobs: string, data: string]>();

  add(fault: string, jobs: string, data: string): void {
    this.#rows.set(fault, [jobs, data]);
  }

  get size(): number {
    return this.#rows.size;
  }

  record(order: number, title: string, columns = ['Fault', 'Jobs', 'Data']): void {
    record({
      order,
      title,
      about:
        'What the jobs say, and what becomes of the data. A letter is the status that Bacula gives the job.',
      columns,
      rows: [...this.#rows]
        .sort(([one], [other]) => one.localeCompare(other))
        .map(([fault, seen]) => [fault, ...seen]),
    });
  }
}

export const describeJobs = (backup: Verdict, restore: Verdict) =>
  `backup ${describeVerdict(backup)}, restore ${describeVerdict(restore)}`;
