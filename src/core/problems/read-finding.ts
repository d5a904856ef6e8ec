import type { Finding } from './problem.ts';
import { oneLine, quote } from './quote.ts';

/** Characters of a finding's clauses, of its value and its code. A clause has room for four of the longest quoted texts. */
const longest = { clause: 20_000, value: 8192, name: 100 };

/**
 * Checks the shape of a finding that a plugin reports, and makes each of its clauses one line.
 *
 * @param options - the names of the config options that there are; any, where it is not given
 * @throws TypeError that says which part of it is wrong
 */
export function readFinding(value: unknown, options?: readonly string[]): Finding {
  if (typeof value !== 'object' || value === null) throw wrong('the finding', value, 'an object');
  const { code, severity, option, message, fix, value: at, line, ...rest } = fieldsOf(value);
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined)
    throw new TypeError(`report: a finding has no field ${quote(unknown)}`);
  return {
    code: matching(
      'code',
      code,
      /^[a-z0-9-]+\/[a-z0-9-]+$/,
      'text such as my-plugin/what-is-wrong',
    ),
    severity: readSeverity(severity),
    option: readOption(option, options),
    ...(at === undefined ? {} : { value: matching('value', at, /^/, 'a text', longest.value) }),
    ...(line === undefined ? {} : { line: readLine(line) }),
    message: oneLine(matching('message', message, /\S/, 'a text', Infinity), longest.clause),
    fix: oneLine(matching('fix', fix, /\S/, 'a text', Infinity), longest.clause),
  };
}

function fieldsOf(value: object): Readonly<Record<string, unknown>> {
  return { ...value };
}

function readSeverity(value: unknown): Finding['severity'] {
  if (value === 'error' || value === 'warning' || value === 'reminder') return value;
  throw wrong('severity', value, 'error, warning or reminder');
}

function readOption(value: unknown, options: readonly string[] | undefined): string {
  const option = matching('option', value, /^[a-z][a-z0-9-]*$/, 'the name of a config option');
  if (options === undefined || options.includes(option)) return option;
  throw wrong('option', option, `one of ${options.join(', ')}`);
}

function readLine(value: unknown): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0) return value;
  throw wrong('line', value, 'a whole number from 1 up');
}

function matching(
  field: string,
  value: unknown,
  pattern: RegExp,
  expected: string,
  most = longest.name,
): string {
  if (typeof value !== 'string' || !pattern.test(value)) throw wrong(field, value, expected);
  if (value.length > most) throw wrong(field, value, `at most ${most} characters long`);
  return value;
}

function wrong(field: string, value: unknown, expected: string): TypeError {
  return new TypeError(`report: ${field} is ${shown(value)}, and has to be ${expected}`);
}

function shown(value: unknown): string {
  if (typeof value === 'string') return quote(value);
  if (value === null || typeof value !== 'object') return String(value);
  return Array.isArray(value) ? 'a list' : 'an object';
}
