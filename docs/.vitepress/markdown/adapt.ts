import type { MarkdownRenderer } from 'vitepress';
import { drawDiagram } from './diagram.ts';
import { leadLinksToPages } from './links.ts';
import { labelCells } from './tables.ts';

/** What the pages need besides the Markdown of VitePress: they are written for a code host. */
export function adaptMarkdown(md: MarkdownRenderer): void {
  // `option=@file` is no address of anybody.
  md.linkify.set({ fuzzyEmail: false, fuzzyLink: false });
  leadLinksToPages(md);
  labelCells(md);
  treatIndentedCodeAsFenced(md);
  drawDiagrams(md);
  giveRoom(md);
}

/** VitePress gives a frame, a colour and a button to fenced code alone. */
function treatIndentedCodeAsFenced(md: MarkdownRenderer): void {
  md.core.ruler.push('indented-code', ({ tokens }) => {
    for (const token of tokens) {
      if (token.type === 'code_block') token.type = 'fence';
    }
  });
}

/** Vue gets a diagram as a string: VitePress breaks some pages that have an SVG in their template. */
function drawDiagrams(md: MarkdownRenderer): void {
  const { fence } = md.renderer.rules;
  md.renderer.rules.fence = (tokens, index, ...rest) => {
    const token = tokens[index];
    if (token?.info.trim() !== 'mermaid') return fence?.(tokens, index, ...rest) ?? '';
    const svg = md.utils.escapeHtml(JSON.stringify(drawDiagram(token.content)));
    return `<figure class="diagram" v-html="${svg}"></figure>\n`;
  };
}

/** Without headings there is nothing to list next to the page: a long table or a file gets that place. */
function giveRoom(md: MarkdownRenderer): void {
  md.core.ruler.push('give-room', ({ tokens, env }) => {
    if (tokens.some(({ type, tag }) => type === 'heading_open' && tag !== 'h1')) return;
    env.frontmatter = { ...env.frontmatter, aside: false };
  });
}
