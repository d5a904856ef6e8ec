import { median, quantile, type Run } from '../measure.ts';
import { barChart } from './bar-chart.ts';

/** The runs of one event: of each charm and of what is next to it, by name. What comes first is what the others are compared with. */
export interface Measured {
  readonly event: string;
  readonly runs: ReadonlyMap<string, readonly Run[]>;
}

const quantities = { cpu: 'CPU', wall: 'wall clock', peak: 'peak memory' } as const;
const keys = ['cpu', 'wall', 'peak'] as const;

/** A table of Markdown: the medians as ratios to those of the first. */
export function ratioTable(all: readonly Measured[]): string {
  const rows = all.flatMap(({ event, runs }) => {
    const base = firstOf(runs);
    return [...runs].map(([name, each]) => {
      const cells = keys.map((key) => (median(each, key) / median(base, key)).toFixed(2));
      return `| ${[event, name, ...cells].join(' | ')} |`;
    });
  });
  const head = ['event', 'what runs', ...keys.map((key) => quantities[key])];
  return [`| ${head.join(' | ')} |`, '| --- | --- | ---: | ---: | ---: |', ...rows].join('\n');
}

/** A table of Markdown: the medians of the first charm, as ratios between two events. */
export function eventTable(all: readonly Measured[]): string {
  const [, base, ...others] = all;
  if (base === undefined) return '';
  const rows = others.map(({ event, runs }) => {
    const cells = keys.map((key) =>
      (median(firstOf(runs), key) / median(firstOf(base.runs), key)).toFixed(2),
    );
    return `| ${[event, ...cells].join(' | ')} |`;
  });
  const head = [`next to ${base.event}`, ...keys.map((key) => quantities[key])];
  return [`| ${head.join(' | ')} |`, '| --- | ---: | ---: | ---: |', ...rows].join('\n');
}

/** A plot for each quantity, by the name of its file. */
export function plots(all: readonly Measured[]): Map<string, string> {
  return new Map(
    keys.map((key) => {
      const groups = all.map(({ event, runs }) => {
        const base = median(firstOf(runs), key);
        const bars = [...runs].map(([label, each]) => {
          const at = (part: number) => quantile(each, key, part) / base;
          return { label, low: at(0.25), median: at(0.5), high: at(0.75) };
        });
        return { heading: event, bars };
      });
      const title = `${quantities[key]}, as a ratio to the first of each event`;
      return [`dispatch-${key}.svg`, barChart(title, groups)];
    }),
  );
}

function firstOf(runs: ReadonlyMap<string, readonly Run[]>): readonly Run[] {
  return runs.values().next().value ?? [];
}
