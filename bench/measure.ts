import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { z } from 'zod';

const run = z.object({ wall: z.number(), cpu: z.number(), peak: z.number() });
/** Seconds of wall clock and CPU, and bytes of memory at the most. */
export type Run = z.infer<typeof run>;
const runs = z.record(z.string(), z.array(run).min(1));

/** A command, and all of its environment. */
export interface Command {
  readonly argv: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/** Runs the commands in turn, so many times each. */
export function measure(rounds: number, commands: Readonly<Record<string, Command>>) {
  const measurer = path.join(import.meta.dirname, 'measure.py');
  const input = JSON.stringify({ rounds, commands });
  const options = { input, encoding: 'utf8', maxBuffer: Number.POSITIVE_INFINITY } as const;
  return runs.parse(JSON.parse(execFileSync('python3', [measurer], options)));
}

export function median(values: readonly Run[], key: keyof Run): number {
  return quantile(values, key, 0.5);
}

/** The value below which the part of them is. */
export function quantile(values: readonly Run[], key: keyof Run, part: number): number {
  const sorted = values.map((value) => value[key]).sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

export function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
