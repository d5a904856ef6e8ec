import { type Attempt, attempt, type Disturbance } from './attempt.ts';
import { type Runtime, runtimes } from './runtimes.ts';
import type { Scenario } from './scenarios.ts';
import { TracedCharm } from './traced.ts';

const charms = new Map<Runtime, TracedCharm>();
const known = new Map<string, Attempt>();

/** Lives through a scenario on a runtime, with something wrong with the disk. */
export function disturbed(
  runtime: Runtime,
  scenario: Scenario,
  disturbance: Partial<Disturbance>,
): Promise<Attempt> {
  const charm = charms.get(runtime) ?? new TracedCharm(runtimes[runtime]);
  charms.set(runtime, charm);
  return attempt(runtime, charm, scenario, disturbance);
}

/** The same with nothing wrong, once for each runtime and scenario. */
export async function undisturbed(runtime: Runtime, scenario: Scenario): Promise<Attempt> {
  const key = `${runtime} ${scenario.name}`;
  const right = known.get(key) ?? (await disturbed(runtime, scenario, {}));
  known.set(key, right);
  return right;
}
