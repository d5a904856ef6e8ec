/** One table of a page that a run of tests writes. A cell is plain text. */
export interface Section {
  /** Where it stands on the page. */
  readonly order: number;
  readonly title: string;
  readonly about: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The section in Markdown. */
export function sectionText({ title, about, columns, rows }: Section): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [
    `## ${title}\n\n${about}\n`,
    line(columns),
    `|${' --- |'.repeat(columns.length)}`,
    ...rows.map(line),
    '',
  ].join('\n');
}

function cell(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll('|', '\\|')
    .replaceAll('<', '&lt;')
    .replaceAll('*', '\\*');
}
