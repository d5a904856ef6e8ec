/** What keeps a command from being run by the tests, in the words of the pages. */
export type Need = (typeof needs)[keyof typeof needs];

export const needs = {
  juju: '`juju` needs a controller',
  machine: 'a shell on a unit needs its machine',
  terraform: '`terraform` needs the provider of Juju',
  gh: '`gh` needs a release on GitHub',
  charmcraft: '`charmcraft` needs an account on Charmhub',
  systemd: '`systemd-run` needs systemd',
} as const;

export const beginning = '**Not run by the tests:**';

const list = new Intl.ListFormat('en');

/** The sentence of a page with commands that have these needs; undefined without any. */
export function sentenceFor(all: Iterable<Need>): string | undefined {
  const present = new Set(all);
  const inOrder = Object.values(needs).filter((need) => present.has(need));
  return inOrder.length === 0 ? undefined : `${beginning} ${list.format(inOrder)}.`;
}
