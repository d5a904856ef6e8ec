import { stringify } from 'yaml';
import { escapeJson } from '../../core/juju/escape-json.ts';
import type { Arguments } from './arguments.ts';
import { misuse } from './error.ts';

/** The flag that every tool with an answer has. */
export const formatFlag = { format: 'value' } as const;

const formats = { json, yaml, smart };

type Format = keyof typeof formats;

/**
 * How the answer is to be written.
 *
 * @param offered - the formats that the tool has; the first where nothing else is asked for
 */
export function formatter(
  { values }: Arguments,
  offered: readonly [Format, ...Format[]] = ['smart', 'yaml', 'json'],
): (value: unknown) => string {
  const name = values.get('format') ?? offered[0];
  const format = offered.find((each) => each === name);
  if (format !== undefined) return formats[format];
  const shown = JSON.stringify(name);
  throw misuse(`invalid value ${shown} for option --format: unknown format ${shown}`);
}

/** Compact, keys sorted, with the characters that Go's encoder escapes for the sake of HTML. */
function json(value: unknown): string {
  const text = JSON.stringify(value, withSortedKeys) ?? 'null';
  return `${escapeJson(text, /[<>&\u2028\u2029]/g)}\n`;
}

function withSortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function yaml(value: unknown): string {
  return stringify(value, { sortMapEntries: true, lineWidth: 0 });
}

function smart(value: unknown): string {
  if (value === undefined || value === null || value === '') return '';
  if (typeof value === 'string') return `${value}\n`;
  if (typeof value === 'boolean') return value ? 'True\n' : 'False\n';
  if (Array.isArray(value)) return value.map((item) => `${item}\n`).join('');
  return yaml(value);
}
