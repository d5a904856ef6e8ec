import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const repository = join(import.meta.dirname, '../../../..');

/** What stands on a page between fences, or is indented as code. */
export interface Block {
  readonly page: string;
  /** The number of its first line. */
  readonly line: number;
  /** What is behind the fence; `indented` where there is none. */
  readonly language: string;
  readonly lines: readonly string[];
}

const theirs = [
  '{README,CONTRIBUTING,SECURITY}.md',
  'terraform/README.md',
  'docs/index.md',
  'docs/{tutorial,how-to,reference,explanation}/**/*.md',
];

/** The pages that a person reads, by their paths in the repository. */
export const pages: readonly string[] = theirs
  .flatMap((pattern) => globSync(pattern, { cwd: repository }))
  .sort();

export function textOf(page: string): string {
  return readFileSync(join(repository, page), 'utf8');
}

/** The blocks of a page, in its order. Those in a list lose its indentation. */
export function blocksOf(page: string): Block[] {
  const lines = textOf(page).split('\n');
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length; at++) {
    const [, margin, language] = /^( *)```(.*)$/.exec(lines[at] ?? '') ?? [];
    const isIndented = at > 0 && lines[at - 1] === '' && /^ {4}[^ *-]/.test(lines[at] ?? '');
    if (margin === undefined && !isIndented) continue;
    const start = margin === undefined ? at : at + 1;
    const isOver = (line: string) =>
      margin === undefined ? !line.startsWith('    ') : line.trim() === '```';
    const length = lines.slice(start).findIndex(isOver);
    const width = margin === undefined ? 4 : margin.length;
    blocks.push({
      page,
      line: start + 1,
      language: language ?? 'indented',
      lines: lines.slice(start, start + length).map((line) => line.slice(width)),
    });
    at = start + length;
  }
  return blocks;
}
