import { CharmError } from '../problems/charm-error.ts';
import { outgoing, visibleJson } from '../problems/quote.ts';

/** Bytes of one result: Linux takes no argument of 128 KiB. */
export const mostOfResult = 96 * 1024;

/**
 * The text of one result of an action: a text, a number or a truth value on one line, a list of texts as a line for each of
 * them, all else as JSON.
 *
 * @throws CharmError where JSON is longer than 96 KiB; a list is cut, and says so
 */
export function actionResult(key: string, value: unknown): string {
  if (isListOfTexts(value)) return lines(value);
  if (typeof value !== 'object') return outgoing(String(value));
  const json = visibleJson(value);
  if (Buffer.byteLength(json) <= mostOfResult) return json;
  throw new CharmError(
    `the result ${outgoing(key)} of the action is longer than ${mostOfResult} bytes`,
  );
}

function isListOfTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item: unknown) => typeof item === 'string');
}

function lines(all: readonly string[]): string {
  const shown: string[] = [];
  let length = 0;
  for (const [index, item] of all.entries()) {
    const line = outgoing(item);
    length += Buffer.byteLength(line) + 1;
    if (length > mostOfResult) return [...shown, `and ${all.length - index} more`].join('\n');
    shown.push(line);
  }
  return shown.join('\n');
}
