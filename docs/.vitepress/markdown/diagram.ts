import { createHash } from 'node:crypto';
import { renderMermaidSVG } from 'beautiful-mermaid';

/** Tight, so that most of a diagram fits into a column of text. */
const layout = { padding: 8, nodeSpacing: 16, layerSpacing: 24 };

/**
 * A Mermaid diagram as an SVG, drawn when the site is built: a browser gets no script for it. Its
 * colours are those of the theme, light or dark. What it shows is said by its `accTitle` and `accDescr`, without which
 * some readers would get nothing.
 */
export function drawDiagram(source: string): string {
  const { title, description, drawing } = readAccessibility(source);
  if (title === '') throw new Error(`a Mermaid diagram has no accTitle:\n${source}`);
  const label = escapeAttribute([title, description].filter(Boolean).join('. '));
  const svg = withOwnIds(withStyleOfTheme(renderMermaidSVG(drawing, layout)), source);
  return svg.replace('<svg ', `<svg role="img" aria-label="${label}" `);
}

/** The renderer knows no `accTitle` and no `accDescr`: it would draw them as nodes. */
function readAccessibility(source: string) {
  let title = '';
  let description = '';
  const drawing = source
    .replace(/^\s*accTitle\s*:(.*)$/m, (_, text: string) => {
      title = text.trim();
      return '';
    })
    .replace(/^\s*accDescr\s*(?::(.*)$|\{([^}]*)\})/m, (_, line?: string, lines?: string) => {
      description = (line ?? lines ?? '').replace(/\s+/g, ' ').trim();
      return '';
    });
  return { title, description, drawing };
}

/** Out go fonts from elsewhere and rules that would hold for every other SVG of the page: the theme has its own. */
function withStyleOfTheme(svg: string): string {
  const [, width = ''] = /\bwidth="([\d.]+)"/.exec(svg) ?? [];
  return svg
    .replace(/<style>.*?<\/style>\s*/s, '')
    .replace(/ style="[^"]*"/, ` style="--width: ${width}px"`);
}

/** Each diagram has the same markers: without this, two on a page would have the same ids. */
function withOwnIds(svg: string, source: string): string {
  const prefix = `diagram-${createHash('sha256').update(source).digest('hex').slice(0, 8)}-`;
  return svg.replaceAll(' id="', ` id="${prefix}`).replaceAll('url(#', `url(#${prefix}`);
}

function escapeAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
