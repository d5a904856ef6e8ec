/** One bar: the median, and between which values the middle half of the samples is. */
interface Bar {
  readonly label: string;
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

/** Bars of one scale, below a heading. */
export interface BarGroup {
  readonly heading: string;
  readonly bars: readonly Bar[];
}

const [width, labels, row, gap] = [860, 300, 20, 30];

/** An SVG of horizontal bars, each with a line across its middle half. Its scale begins at 0. */
export function barChart(title: string, groups: readonly BarGroup[]): string {
  const largest = Math.max(1, ...groups.flatMap(({ bars }) => bars.map(({ high }) => high)));
  const x = (value: number) => labels + (value / largest) * (width - labels - 70);
  const lines: string[] = [text(10, 22, title, 'font-weight="bold"')];
  let y = 40;
  for (const { heading, bars } of groups) {
    lines.push(text(10, y + 14, heading, 'font-style="italic"'));
    y += row;
    for (const { label, low, median, high } of bars) {
      const middle = y + row / 2;
      lines.push(
        text(20, middle + 4, label),
        `<rect x="${labels}" y="${y + 3}" width="${fixed(x(median) - labels)}" height="${row - 6}" fill="#7aa6c2"/>`,
        `<path d="M${fixed(x(low))} ${middle}H${fixed(x(high))}" stroke="#222"/>`,
        text(x(Math.max(median, high)) + 6, middle + 4, median.toFixed(2)),
      );
      y += row;
    }
    y += gap - row;
  }
  const head = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${y + 10}" font-family="sans-serif" font-size="12">`;
  return `${[head, '<rect width="100%" height="100%" fill="white"/>', ...lines, '</svg>'].join('\n')}\n`;
}

function text(x: number, y: number, content: string, more = ''): string {
  const escaped = content.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<text x="${fixed(x)}" y="${fixed(y)}" ${more}>${escaped}</text>`;
}

function fixed(value: number): string {
  return value.toFixed(1);
}
