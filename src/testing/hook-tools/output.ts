import { stringify } from 'yaml';
import { escapeJson } from '../../core/juju/escape-json.ts';
import type { Arguments } from './arguments.ts';
import { misuse } from './error.ts';

/** The flag that every tool with an answer has. */
export const formatFlag = { format: 'value' } as const;

const formats: Readonly<Record<string, (value: unknown) => string>> = { json, yaml, smart };

/** How the answer is to be written: `smart` where nothing else is asked for. */
export function formatter({ values }: Arguments): (value: unknown) => string {
  const name = values.get('format') ?? 'smart';
  const format = Object.hasOwn(formats, name) ? formats[name] : undefined;
  if (format !== undefined) return format;
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
