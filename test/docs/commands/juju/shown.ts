import { parse } from 'yaml';
import type { UnitStatus } from '../../../../src/testing/index.ts';
import type { ActionResult } from '../../../../src/testing/run/action-run.ts';

/** The status of this charm's unit in what `juju status` shows, or in a line that a page has of it; undefined without one. */
export function shownStatus(lines: readonly string[]): UnitStatus | undefined {
  const text = lines.join(' ').replace(/\s+/g, ' ').trim();
  const pattern =
    /^(?:.* backup-integrator\/0\* )?(active|blocked|waiting) (?:idle (?:\d+ )?)?(.*)$/;
  const [, status, message] = pattern.exec(text) ?? [];
  return status === undefined || message === undefined ? undefined : { status, message };
}

/** What a page shows of an action's end. */
export interface ShownAction {
  readonly results: Readonly<Record<string, unknown>>;
  /** Whether `...` stands for more. */
  readonly isPart: boolean;
  readonly failure: string;
}

const around =
  /^(?:Running operation \d+ with \d+ task| {2}- task \d+ on .*|Waiting for task \d+\.\.\.|)$/;

export function shownAction(lines: readonly string[]): ShownAction {
  const [, failure = ''] = /^Action id \d+ failed: (.*)$/m.exec(lines.join('\n')) ?? [];
  const own = lines.filter((line) => !around.test(line) && !line.startsWith('Action id'));
  const results: unknown = parse(own.filter((line) => line !== '...').join('\n'));
  if (typeof results !== 'object' || results === null) throw new Error('no results are shown');
  return { results: { ...results }, isPart: own.includes('...'), failure };
}

/** An action's end as a page shows it: of more than it shows, only that. Times are left out. */
export function asShown(
  { results, message }: ActionResult,
  { isPart, results: shown }: ShownAction,
): ShownAction {
  const names = isPart ? Object.keys(shown) : Object.keys(results);
  return {
    results: withoutTimes(Object.fromEntries(names.map((name) => [name, results[name]]))),
    isPart,
    failure: message,
  };
}

export function withoutTimes(
  results: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(results).map(([name, value]) => [
      name,
      typeof value === 'string' ? value.replace(/\d+\.\d s$/gm, '… s') : value,
    ]),
  );
}
