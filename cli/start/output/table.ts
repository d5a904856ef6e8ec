import { stripVTControlCharacters } from 'node:util';
import wrapAnsi from 'wrap-ansi';

const margin = '   ';
const gap = '  ';

/** Characters across: the terminal's, or 100 in a pipe; not so many that a line is hard to read. */
const columns = Math.min(Math.max(process.stdout.columns ?? 100, 60), 120);

/** Lines of aligned columns, the last of which is wrapped where it is too wide. */
export function table(rows: readonly (readonly string[])[]): string {
  const [first = []] = rows;
  const fixed = first.slice(0, -1).map((_, column) => widest(rows, column));
  const offset = fixed.reduce((sum, width) => sum + width + gap.length, margin.length);
  const lines = rows.flatMap((row) => {
    const cells = fixed.map((width, column) => pad(row[column] ?? '', width) + gap);
    const wrapped = wrapAnsi(row.at(-1) ?? '', columns - offset, { hard: true }).split('\n');
    return wrapped.map((part, index) =>
      index === 0 ? margin + cells.join('') + part : ' '.repeat(offset) + part,
    );
  });
  return lines.map((line) => `${line.trimEnd()}\n`).join('');
}

/** A paragraph, as wide as the tables. */
export function paragraph(text: string, indent = ''): string {
  const lines = wrapAnsi(text, columns - indent.length).split('\n');
  return lines.map((line) => `${indent}${line}\n`).join('');
}

function widest(rows: readonly (readonly string[])[], column: number): number {
  return Math.max(...rows.map((row) => length(row[column] ?? '')));
}

function pad(cell: string, width: number): string {
  return cell + ' '.repeat(width - length(cell));
}

function length(cell: string): number {
  return stripVTControlCharacters(cell).length;
}
