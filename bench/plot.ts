/** A line of a plot: values against sizes. */
export interface Series {
  readonly name: string;
  readonly points: readonly (readonly [size: number, value: number])[];
}

const [width, height, margin] = [640, 400, 60];
const colours = ['#0b6e99', '#b3541e', '#4f7a28', '#7d3c98'];

/** Both axes are logarithmic: what grows as its size does is a straight line at half a right angle. */
export function plot(title: string, unit: string, all: readonly Series[]): string {
  const points = all.flatMap((series) => series.points);
  const x = scale(
    points.map(([size]) => size),
    [margin, width - margin],
  );
  const y = scale(
    points.map(([, value]) => value),
    [height - margin, margin],
  );
  const lines = all.flatMap(({ name, points: own }, index) => {
    const colour = colours[index % colours.length];
    const path = own.map(([size, value]) => `${x.at(size)},${y.at(value)}`).join(' ');
    const label = `<text x="${margin + 8}" y="${margin + 16 * index}" fill="${colour}">${escaped(name)}</text>`;
    return [
      `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"/>`,
      ...own.map(
        ([size, value]) =>
          `<circle cx="${x.at(size)}" cy="${y.at(value)}" r="3" fill="${colour}"/>`,
      ),
      label,
    ];
  });
  const ticks = [
    ...x.ticks.map(
      (size) =>
        `<text x="${x.at(size)}" y="${height - margin + 20}" text-anchor="middle">${short(size)}</text>`,
    ),
    ...y.ticks.map(
      (value) =>
        `<text x="${margin - 8}" y="${y.at(value)}" text-anchor="end">${short(value)}</text>`,
    ),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">
<rect width="100%" height="100%" fill="white"/>
<text x="${width / 2}" y="24" text-anchor="middle" font-size="15">${escaped(`${title}, ${unit}`)}</text>
<path d="M${margin},${margin} V${height - margin} H${width - margin}" fill="none" stroke="black"/>
${[...ticks, ...lines].join('\n')}
</svg>
`;
}

function scale(values: readonly number[], [start, end]: readonly [number, number]) {
  const low = Math.floor(Math.log10(Math.min(...values)));
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values))));
  const at = (value: number) =>
    Math.round(start + ((Math.log10(value) - low) / (high - low)) * (end - start));
  return { at, ticks: Array.from({ length: high - low + 1 }, (_, step) => 10 ** (low + step)) };
}

function short(value: number): string {
  return value < 1 ? String(Number(value.toPrecision(2))) : value.toLocaleString('en');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
