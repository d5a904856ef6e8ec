import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { corpus } from './corpus/all.ts';
import { type Case, losses } from './corpus/case.ts';
import { type Lane, type Outcome, prepareCase, runPrepared } from './corpus/run-case.ts';
import { record } from './harness/record.ts';
import { Site, temporaryFolder } from './harness/site.ts';
import { Suite } from './harness/suite.ts';

const applications = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'];
const cases = [...corpus].flatMap(([group, tests]) => tests.map((test) => ({ group, test })));
const outcomes = new Map<Case, Outcome>();
const sites: Site[] = [];
let suite: Suite;

beforeAll(async () => {
  suite = await Suite.start(temporaryFolder('suite'), 'PostgreSQL', applications.length);
  const lanes = await Promise.all(applications.map(openLane));
  // The director can deadlock when it reloads while jobs run, so it does that between rounds.
  for (let first = 0; first < cases.length; first += lanes.length) await runRound(lanes, first);
}, 600_000);

afterAll(async () => {
  await suite.stop();
  for (const site of sites) await site[Symbol.asyncDispose]();
});

async function openLane(application: string, number: number): Promise<Lane> {
  const site = await Site.deploy(application, 1);
  sites.push(site);
  const [unit] = site.juju.units;
  if (unit !== undefined) await suite.addClient(`lane-${number}`, site.machine(unit));
  return { site, suite, number };
}

/** One case for each lane, all at once. */
async function runRound(lanes: readonly Lane[], first: number): Promise<void> {
  const round = await Promise.all(
    lanes.flatMap((lane, index) => {
      const test = cases[first + index]?.test;
      return test === undefined ? [] : [prepare(lane, `case-${first + index}`, test)];
    }),
  );
  await suite.protect(...round.flatMap(({ prepared: { job } }) => ('loss' in job ? [] : [job])));
  await Promise.all(
    round.map(async ({ test, prepared }) => outcomes.set(test, await runPrepared(suite, prepared))),
  );
}

async function prepare(lane: Lane, name: string, test: Case) {
  return { test, prepared: await prepareCase(lane, name, test) };
}

describe('the charm is right about what Bacula does', () => {
  it.for(cases.map(({ group, test }) => [`${group}: ${test.title}`, test] as const))(
    '%s',
    ([, test]) => {
      const outcome = outcomes.get(test);
      const { label, codes, loss } = expectation(test);
      expect(outcome, outcome?.details.join('\n')).toMatchObject({
        label,
        codes,
        loss,
        ...(test.ran === undefined ? {} : { ran: test.ran }),
      });
    },
  );
});

it('has at least 150 cases, and leaves the tables', () => {
  expect(cases.length).toBeGreaterThanOrEqual(150);
  recordCounts();
  recordCases();
  recordNeedless();
});

function expectation({ verdict }: Case) {
  return verdict.label === 'accept' ? { ...verdict, codes: [], loss: losses.none } : verdict;
}

function recordCounts(): void {
  const count = (group: string, wanted: string) =>
    String(
      cases.filter(({ group: of, test }) => of === group && test.verdict.label === wanted).length,
    );
  record({
    order: 2,
    title: 'Configurations: how many',
    about:
      'Each configuration is given to the packed charm on a machine with the files that it is about. What is accepted comes back identical. What is refused is then forced past the charm, as a charm without checks would publish it, and what is warned of is published by the charm itself: the tables below say what Bacula does with it.',
    columns: ['About', 'Accepted, and back identical', 'Warned of', 'Refused'],
    rows: [...corpus.keys()].map((group) => [
      group,
      count(group, 'accept'),
      count(group, 'warn'),
      count(group, 'refuse'),
    ]),
  });
}

function recordCases(): void {
  [...corpus].forEach(([group, tests], index) => {
    record({
      order: 3 + index / 10,
      title: `Configurations: ${group}`,
      about: 'What the charm says, and what Bacula does.',
      columns: ['Case', 'The charm', 'Bacula'],
      rows: tests.map((test) => {
        const { label, codes, loss } = outcomes.get(test) ?? expectation(test);
        const said = { accept: 'accepts', warn: 'warns', refuse: 'refuses' }[label];
        return [test.title, [said, ...codes].join(' '), loss];
      }),
    });
  });
}

/** The other side of "nothing is refused without a reason": here Bacula gives none. */
function recordNeedless(): void {
  const found = cases.flatMap(({ test }) => {
    const { label, codes, loss } = outcomes.get(test) ?? expectation(test);
    return label !== 'accept' && loss === losses.none
      ? [[test.title, label === 'warn' ? 'warned of' : 'refused', codes.join(' ')]]
      : [];
  });
  record({
    order: 4,
    title: 'Configurations: said no to, though they come back here',
    about:
      'What the charm refuses or warns of by a rule that is wider than what Bacula did in this very case.',
    columns: ['Case', 'The charm', 'Code'],
    rows: found,
  });
}
