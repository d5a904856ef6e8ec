import type { Finding } from './problem.ts';
import { quote } from './quote.ts';

/**
 * Checks the shape of a finding that comes from elsewhere.
 *
 * @throws TypeError that says which part of it is wrong
 */
export function readFinding(value: unknown): Finding {
  if (typeof value !== 'object' || value === null) throw wrong('the finding', value, 'an object');
  const { code, severity, option, message, fix, ...rest } = fieldsOf(value);
  return {
    code: matching(
      'code',
      code,
      /^[a-z0-9-]+\/[a-z0-9-]+$/,
      'text such as my-plugin/what-is-wrong',
    ),
    severity: readSeverity(severity),
    option: matching('option', option, /^[a-z][a-z0-9-]*$/, 'the name of a config option'),
    ...readOptional(rest),
    message: matching('message', message, /\S/, 'a text'),
    fix: matching('fix', fix, /\S/, 'a text'),
  };
}

function fieldsOf(value: object): Readonly<Record<string, unknown>> {
  return { ...value };
}

function readSeverity(value: unknown): Finding['severity'] {
  if (value === 'error' || value === 'warning') return value;
  throw wrong('severity', value, 'error or warning');
}

function readOptional({ value, line }: Readonly<Record<string, unknown>>) {
  return {
    ...(value === undefined ? {} : { value: matching('value', value, /^/, 'a text') }),
    ...(line === undefined ? {} : { line: readLine(line) }),
  };
}

function readLine(value: unknown): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0) return value;
  throw wrong('line', value, 'a whole number from 1 up');
}

function matching(field: string, value: unknown, pattern: RegExp, expected: string): string {
  if (typeof value === 'string' && pattern.test(value)) return value;
  throw wrong(field, value, expected);
}

function wrong(field: string, value: unknown, expected: string): TypeError {
  const shown = value === undefined ? 'undefined' : quote(JSON.stringify(value) ?? String(value));
  return new TypeError(`report: ${field} is ${shown}, and has to be ${expected}`);
}
