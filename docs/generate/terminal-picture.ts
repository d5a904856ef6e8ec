import { type ColorName, type ParseToken, parseAnsiSequences } from 'ansi-sequence-parser';

/** On a dark ground. What no program prints here has no colour of its own. */
const colours: Partial<Record<ColorName, string>> = {
  red: '#ff7b72',
  green: '#7ee787',
  yellow: '#e3b341',
  cyan: '#79c0ff',
};
const plain = '#d6deeb';
const ground = '#0d1117';

const fontSize = 14;
const columnWidth = 8.43;
const lineHeight = 19;
const margin = 16;
const size = { columns: 101, rows: 27 };

/** Seconds: how long it stands still, and how long it takes to scroll to the next stop. */
const pause = 6;
const scroll = 1;

/**
 * An SVG of what a program has printed, which scrolls from stop to stop, over and over. Where nothing is to move, and
 * in a viewer that moves nothing, it stands at the second one.
 *
 * @param command - what was typed for it
 * @param output - with its ANSI sequences
 * @param isStop - whether a line, without them, is where it stops; the first line always is
 */
export function terminalPicture(
  command: string,
  output: string,
  isStop: (line: string) => boolean,
): string {
  const lines = linesOf(`$ ${command}\n${output.trimEnd()}`);
  const texts = lines.map((tokens) => tokens.map(({ value }) => value).join(''));
  const last = Math.max(0, lines.length - size.rows);
  const starts = texts.flatMap((text, index) => (index === 0 || isStop(text) ? [index] : []));
  const stops = [...new Set(starts.map((start) => Math.min(start, last)))];
  const width = Math.ceil(size.columns * columnWidth) + 2 * margin;
  const height = size.rows * lineHeight + 2 * margin;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title">
<title id="title">What ${escaped(command)} prints</title>
<style>
text { font: ${fontSize}px ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace; fill: ${plain}; }
.bold { font-weight: bold; }
.lines { transform: translateY(${offset(stops[1] ?? 0)}px); animation: scroll ${stops.length * (pause + scroll)}s ease-in-out infinite; }
@keyframes scroll {
${keyframes(stops)}
}
@media (prefers-reduced-motion: reduce) { .lines { animation: none; } }
</style>
<rect width="${width}" height="${height}" rx="8" fill="${ground}"/>
<clipPath id="screen"><rect width="${width - margin}" height="${height - 2 * margin}"/></clipPath>
<g transform="translate(${margin} ${margin})" clip-path="url(#screen)">
<g class="lines">
${lines.flatMap(lineOfText).join('\n')}
</g>
</g>
</svg>
`;
}

function linesOf(text: string): ParseToken[][] {
  const lines: ParseToken[][] = [[]];
  for (const token of parseAnsiSequences(text)) {
    for (const [index, value] of token.value.split('\n').entries()) {
      if (index > 0) lines.push([]);
      if (value !== '') lines.at(-1)?.push({ ...token, value });
    }
  }
  return lines;
}

/** Words are where their columns are, whatever font there is, and whatever a viewer makes of several blanks. */
function lineOfText(tokens: readonly ParseToken[], row: number): string[] {
  let column = 0;
  const words = tokens.flatMap((token) => {
    const start = column;
    column += token.value.length;
    return [...token.value.matchAll(/\S+(?: \S+)*/g)].map(({ 0: text, index }) => {
      const x = ((start + index) * columnWidth).toFixed(1);
      return `<tspan x="${x}"${styleOf(token)}>${escaped(text)}</tspan>`;
    });
  });
  if (words.length === 0) return [];
  return [`<text y="${row * lineHeight + fontSize}">${words.join('')}</text>`];
}

function styleOf({ foreground, decorations }: ParseToken): string {
  const colour = foreground?.type === 'named' ? colours[foreground.name] : undefined;
  const fill = colour === undefined ? '' : ` fill="${colour}"`;
  return decorations.has('bold') ? `${fill} class="bold"` : fill;
}

function keyframes(stops: readonly number[]): string {
  const percent = (seconds: number) =>
    `${((100 * seconds) / (stops.length * (pause + scroll))).toFixed(2)}%`;
  const frames = stops.map((stop, index) => {
    const begin = index * (pause + scroll);
    return `${percent(begin)}, ${percent(begin + pause)} { transform: translateY(${offset(stop)}px); }`;
  });
  return [...frames, `100% { transform: translateY(${offset(stops[0] ?? 0)}px); }`].join('\n');
}

function offset(row: number): number {
  return -row * lineHeight || 0;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
