import { UserError } from '../user-error.ts';

/** Where something stands in a file. Lines and columns count from 1. */
export interface Place {
  /** As it was given on the command line; what a file includes is named as it is there, from that file's folder. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** What is wrong with a file, as a whole or in one place. */
export class FileError extends UserError {
  readonly reason: string;
  readonly place: Place;

  constructor(reason: string, file: string, at?: Omit<Place, 'file'>) {
    super(`${file}:${at === undefined ? '' : `${at.line}:`} ${reason}`, 1);
    this.reason = reason;
    this.place = { file, line: 1, column: 1, ...at };
  }
}

/** A text, and what of it counts: from one character to before another. */
interface Section {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/**
 * Where a value stands, on a line of its own or on one of those after it. Where it is written in another way than it is
 * read, with escapes for one: the first character of that line.
 *
 * @param line - counted from 0, from the section's first one
 * @returns an index of the text
 */
export function indexIn({ text, from, to }: Section, line: number, value?: string): number {
  let start = from;
  for (let count = 0; count < line; count++) {
    const end = text.indexOf('\n', start);
    if (end === -1 || end + 1 >= to) break;
    start = end + 1;
  }
  const found =
    value === undefined || value === '' ? [] : occurrences(value, { text, from: start, to });
  const whole = found.find((at) => isWhole(text, at, value?.length ?? 0));
  const [first] = found;
  if (first !== undefined) return whole ?? first;
  return start + (/^[^\S\n]*/.exec(text.slice(start, to))?.[0].length ?? 0);
}

function occurrences(value: string, { text, from, to }: Section): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(value, from); at !== -1 && at < to; ) {
    found.push(at);
    at = text.indexOf(value, at + value.length);
  }
  return found;
}

/** Whether it is no part of a longer entry. */
function isWhole(text: string, at: number, length: number): boolean {
  return /^[\s,"']?$/.test(text.charAt(at - 1)) && /^[\s,"'\\]?$/.test(text.charAt(at + length));
}

/** The line and the column of a character. */
export function placeIn(file: string, text: string, index: number): Place {
  const before = text.slice(0, index);
  const line = before.split('\n').length;
  return { file, line, column: index - before.lastIndexOf('\n') };
}
