import type { Section } from '../../support/section.ts';

/** What is fuzzed, and how many inputs the full run tries; CI tries one in {@link inCI}. */
export const targets = {
  configs: { inputs: 30_000, of: 'filesets, scripts and strict, over a disk with unusual names' },
  plugins: { inputs: 25_000, of: 'texts of the option plugins, right and broken YAML' },
  tools: { inputs: 20_000, of: 'answers of the hook tools: any text, any JSON, any exit code' },
  environments: { inputs: 10_000, of: 'values of the variables that Juju sets' },
  peers: { inputs: 10_000, of: 'databags of peers, of the leader and of the provider' },
  states: { inputs: 5_000, of: 'files that keep what a unit remembers' },
} as const satisfies Readonly<Record<string, { readonly inputs: number; readonly of: string }>>;

export type Target = keyof typeof targets;

/** One input in so many, in CI. */
const inCI = 20;

const number = (count: number) => count.toLocaleString('en');

/** For the page that says how much was tried. */
export const fuzzSection: Section = {
  order: 20,
  title: 'Any input',
  about: `\`npm run fuzz\` gives the charm inputs that nobody has thought of, one hook or two for each, and with a new seed each time. Whatever comes in, a hook never ends by an exception: it is over, or it has failed in one line with exit code 1. A hook that is over has set a status of one line and at most 160 characters. Nothing unprintable is in status or log, no plugin fails, and what is published is read back by the provider as the relation format accepts it. An input that breaks this is made smaller, and every run begins with it from then on.`,
  columns: ['Input', 'In the full run', 'In CI'],
  rows: Object.values(targets).map(({ inputs, of }) => [of, number(inputs), number(inputs / inCI)]),
};
