/** A table in Markdown. A `|` in a cell is escaped. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A text with nothing in it that Markdown would take for its own. */
export function plainText(text: string): string {
  return text.replace(/[<*_]/g, '\\$&');
}
