import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { corpus } from './corpus/all.ts';
import { type Case, losses, type Twin } from './corpus/case.ts';
import { type Lane, type Outcome, prepareCase, runPrepared } from './corpus/run-case.ts';
import { record } from './harness/record.ts';
import { ownShare } from './harness/release.ts';
import { Site, temporaryFolder } from './harness/site.ts';
import { Suite } from './harness/suite.ts';

const applications = Array.from({ length: 12 }, (_, lane) => `app${lane}`);
const cases = [...corpus].flatMap(([group, tests]) => tests.map((test) => ({ group, test })));
const ownCases = ownShare(cases);
const outcomes = new Map<Case, Outcome>();
const sites: Site[] = [];
let suite: Suite;

beforeAll(async () => {
  suite = await Suite.start(temporaryFolder('suite'), 'PostgreSQL', applications.length);
  const lanes = await Promise.all(applications.map(openLane));
  // The director can deadlock when it reloads while jobs run, so it does that between rounds.
  for (let first = 0; first < ownCases.length; first += lanes.length) await runRound(lanes, first);
}, 1_200_000);

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
      const test = ownCases[first + index]?.test;
      return test === undefined ? [] : [prepare(lane, `case-${first + index}`, test)];
    }),
  );
  const jobs = round.flatMap(({ prepared: { job } }) => ('loss' in job ? [] : [job]));
  if (jobs.length > 0) await suite.protect(...jobs);
  await Promise.all(
    round.map(async ({ test, prepared }) => outcomes.set(test, await runPrepared(suite, prepared))),
  );
  // The fewer units the director knows, the sooner it has read its configuration again.
  suite.forget(jobs);
}

async function prepare(lane: Lane, name: string, test: Case) {
  return { test, prepared: await prepareCase(lane, name, test) };
}

describe('the charm is right about what Bacula does', () => {
  it.for(ownCases.map(({ group, test }) => [`${group}: ${test.title}`, test] as const))(
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

it('nothing is refused without a reason', () => {
  const needless = cases.filter(
    ({ test: { verdict } }) => verdict.label === 'refuse' && verdict.loss === losses.none,
  );
  expect(needless).toEqual([]);
});

it('what is warned of and comes back looks to the charm like a case that does not', () => {
  for (const { test } of cases) {
    const { label, codes, loss } = expectation(test);
    if (label !== 'warn' || loss !== losses.none) continue;
    const lost = cases.find(({ test: { title } }) => title === twinOf(test)?.lost)?.test;
    expect(lost?.verdict, test.title).toMatchObject({ label, codes });
    expect(lost?.verdict).not.toMatchObject({ loss });
  }
});

it('has at least 150 cases, and leaves the tables', () => {
  expect(cases.length).toBeGreaterThanOrEqual(150);
  recordCounts();
  recordCases();
  recordTwins();
});

function expectation({ verdict }: Case) {
  return verdict.label === 'accept' ? { ...verdict, codes: [], loss: losses.none } : verdict;
}

function twinOf({ verdict }: Case): Twin | undefined {
  return verdict.label === 'warn' ? verdict.twin : undefined;
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
      'Each configuration is given to the packed charm on a machine with the files that it is about. What is accepted comes back identical. What is refused is then forced past the charm, as a charm without checks would publish it, and what is warned of is published by the charm itself: the tables below say what the provider does with it.',
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
      about: 'What the charm says, and what the provider does.',
      columns: ['Case', 'The charm', 'The provider'],
      rows: tests.map((test) => {
        const { label, codes, loss } = outcomes.get(test) ?? expectation(test);
        const said = { accept: 'accepts', warn: 'warns', refuse: 'refuses' }[label];
        return [test.title, [said, ...codes].join(' '), loss];
      }),
    });
  });
}

function recordTwins(): void {
  record({
    order: 4,
    title: 'Configurations: warned of, though they come back',
    about:
      'Each looks to the charm just like a case that is lost: what tells them apart, it can’t see.',
    columns: ['Case', 'The charm can’t see', 'The case that is lost'],
    rows: cases.flatMap(({ test }) => {
      const twin = twinOf(test);
      return twin === undefined ? [] : [[test.title, twin.unseen, twin.lost]];
    }),
  });
}
