import { type Section, sectionText } from '../../support/section.ts';

const intro = `# When things fail

This page is written by \`npm run test:faults\`, which runs the built charm as Juju does, on both of its runtimes, and
makes everything below go wrong in one event. It tries every row. CI tries each tenth case, evenly spread over the rows,
counts them all again, and compares the page. The last three tables are of \`npm run fuzz\`, \`npm run soak\` and the tests in
\`test/injection\`, which keep what they say there.

After the event in which something goes wrong, and again after the next one:

- Every file that the charm keeps is the old one or the new one, whole, with its mode, for root alone.
- Every file that a databag names is there, and so is what a restore needs of a unit that was removed.
- Nothing else on the disk was changed: no link is followed, and what is mounted is not entered.
- A hook that failed has said one line, which names the file, the reason and what to do, and has ended with exit code 1.
  What can't be removed fails no hook: it is a warning, and a removal names it in the log and goes on.
- Once the cause is gone, the next event comes to the files, the databag and the folders of a unit to which nothing has
  happened.
`;

/** The text of docs/reference/robustness.md. */
export function composePage(sections: readonly Section[]): string {
  return [intro, ...sections.map(sectionText)].join('\n');
}
