import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { managedBase } from '../../src/core/unit/files/managed-tree.ts';
import { snapshot } from '../../src/testing/contracts/watch/folder-snapshot.ts';
import type { Attempt } from './harness/attempt.ts';
import { scripts, state } from './harness/disk.ts';
import { judge } from './harness/judge.ts';
import { layElsewhere, type Plant, planted, plants } from './harness/plants.ts';
import { record } from './harness/record.ts';
import { runtimeNames } from './harness/runtimes.ts';
import { refresh, removal, type Scenario, scenarios } from './harness/scenarios.ts';
import { share } from './harness/share.ts';
import { disturbed, undisturbed } from './harness/undisturbed.ts';

const restoreScript = `${scripts}/run-before-restore`;
const isOrHolds = (place: string, file: string) => `${file}/`.startsWith(`${place}/`);
const isOfMemory = (place: string) => place !== managedBase && isOrHolds(place, state);

/** Each at every event, the runtimes in turn, also among those of a tenth. */
const cases = scenarios
  .flatMap((scenario) => planted.map(({ place, plant }) => ({ scenario, place, plant })))
  // Without its memory a unit keeps the Python charm's folder for another day.
  .filter(({ scenario, place }) => scenario !== refresh || !isOfMemory(place))
  .map((each, index) => ({
    ...each,
    runtime: runtimeNames[(index + Math.floor(index / 10)) % 2] ?? 'Node',
  }));

describe('what is planted leads the charm nowhere', () => {
  it.each(
    share(cases).map((each) => [each.plant.name, each.place, each.scenario.name, each] as const),
  )('%s at %s, %s', async (_plant, _place, _scenario, { scenario, place, plant, runtime }) => {
    let before: Readonly<Record<string, string>> = {};
    let after: Readonly<Record<string, string>> = {};
    const tried = await disturbed(runtime, scenario, {
      spoil(root) {
        const elsewhere = layElsewhere(root);
        const file = path.join(root, place);
        fs.rmSync(file, { recursive: true, force: true });
        fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
        plant.plant(file, elsewhere);
        before = snapshot(elsewhere);
      },
      relieve(root) {
        after = snapshot(path.join(root, 'elsewhere'));
        clear(path.join(root, place), plant);
      },
    });
    expect(after).toEqual(before);
    const right = await undisturbed(runtime, scenario);
    expect(complaints(scenario, place, plant, tried, right)).toEqual([]);
  });
});

/** What its owner does, as the charm can't, or leaves it alone. */
function clear(file: string, { isMount }: Plant): void {
  if (isMount === true) execFileSync('umount', [file], { stdio: 'pipe' });
  const stats = fs.lstatSync(file, { throwIfNoEntry: false });
  const isPlanted =
    isMount === true ||
    path.basename(file) === 'stray' ||
    (stats?.isFile() === true
      ? ['kept', 'planted'].includes(fs.readFileSync(file, 'utf8'))
      : stats?.isDirectory() !== true);
  if (isPlanted) fs.rmSync(file, { recursive: true, force: true });
}

function complaints(
  scenario: Scenario,
  place: string,
  { isMount = false }: Plant,
  tried: Attempt,
  right: Attempt,
): string[] {
  // Where somebody has taken the scripts away, and they can't be written again, a unit that goes leaves none for a restore.
  const isGone = place === managedBase || (isMount && isOrHolds(place, restoreScript));
  const isEmptied = scenario === removal && isGone;
  const expected = isEmptied ? { ...right, final: tried.final } : right;
  const all = judge(scenario, undefined, tried, expected, { place, isMount });
  const isFailure = !isMount && tried.hook.code !== 0;
  return isFailure ? [...all, `it does not go on: ${tried.hook.stderr}`] : all;
}

it('leaves the table', () => {
  expect(cases.length).toBeGreaterThan(400);
  record({
    order: 3,
    title: 'What is planted',
    about: `Before each of the events above, what the charm keeps at a place is taken away, and something else is put there: ${cases.length} cases. The event does not fail, and puts the charm's own back. Only what is mounted stays and is named, and the event fails where it has to write there. Places are below ${managedBase}.`,
    columns: ['Planted', 'In the place of'],
    rows: plants.map((plant) => {
      const places = planted.flatMap((each) => (each.plant === plant ? [each.place] : []));
      return [plant.name, places.map((each) => path.relative(managedBase, each) || '.').join(', ')];
    }),
  });
});
