import type { MarkdownRenderer } from 'vitepress';

/** Tables of more than two columns are too wide for a phone: there, the stylesheet makes a list of each row, with the heads. */
export function labelCells(md: MarkdownRenderer): void {
  md.core.ruler.push('label-cells', ({ tokens }) => {
    let table = tokens[0];
    let heads: string[] = [];
    let column = 0;
    for (const [index, token] of tokens.entries()) {
      if (token.type === 'table_open') {
        table = token;
        heads = [];
      }
      if (token.type === 'th_open') heads.push(tokens[index + 1]?.content ?? '');
      if (token.type === 'thead_close' && heads.length > 2) table?.attrJoin('class', 'wide');
      if (token.type === 'tr_open') column = 0;
      if (token.type === 'td_open') token.attrSet('data-head', heads[column++] ?? '');
    }
  });
}
