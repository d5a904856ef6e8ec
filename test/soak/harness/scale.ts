import type { Section } from '../../support/section.ts';

/** Of the full run; CI runs a tenth of it. */
export const scale = {
  /** With strict and without, together. */
  events: 100_000,
  units: 5,
  /** Of a hundred calls of hook tools, so many fail. */
  faults: 1,
} as const;

const number = (count: number) => count.toLocaleString('en');

/** For the page that says how much was tried. */
export const soakSection: Section = {
  order: 21,
  title: 'Any events',
  about: `\`npm run soak\` lets one application after the other live through events in any order, and hook tools fail: missing, with exit code 1 or 2, with junk or half an answer. A hook fails only for a tool that failed, in one line; what is published is what one config asked for, whole, and the files that it names are there. When the tools work again, each application comes to the databags, files and statuses of a new one, and writes nothing more.`,
  columns: ['What', 'In the full run', 'In CI'],
  rows: [
    ['events, half of them with strict=true', number(scale.events), number(scale.events / 10)],
    ['units of an application', `up to ${scale.units}`, `up to ${scale.units}`],
    ['calls of hook tools that fail', `${scale.faults} %`, `${scale.faults} %`],
  ],
};
