import type { Fault } from '../run/faults.ts';
import type { FrontEnd } from '../run/front-end.ts';
import { executeHook, type HookResult } from '../run/hook-run.ts';
import type { Model } from './model.ts';
import type { Unit } from './unit.ts';
import { afterHook } from './unit-life.ts';

/** Runs every unit's events until none is left that can run, one of each unit per round. */
export async function settle(
  model: Model,
  frontEnd: FrontEnd,
  faults: readonly Fault[],
): Promise<HookResult[]> {
  const results: HookResult[] = [];
  const runMachine = async (units: readonly Unit[]) => {
    for (const unit of units) {
      const result = await runNext(model, unit, frontEnd, faults);
      if (result !== undefined) results.push(result);
    }
  };
  for (let machines = ready(model); machines.length > 0; machines = ready(model)) {
    if (frontEnd.isParallel) await Promise.all(machines.map(runMachine));
    else for (const units of machines) await runMachine(units);
  }
  return results;
}

/** The units that have something to run, by machine. */
function ready(model: Model): Unit[][] {
  const units = [...model.units.values()].filter(({ isReady }) => isReady);
  return [...Map.groupBy(units, ({ machine }) => machine).values()];
}

async function runNext(
  model: Model,
  unit: Unit,
  frontEnd: FrontEnd,
  faults: readonly Fault[],
): Promise<HookResult | undefined> {
  const event = unit.queue.shift();
  if (event === undefined) return undefined;
  const { result, changes } = await executeHook(model, unit, event, frontEnd, faults);
  if (result.isCommitted) afterHook(model, unit, event, changes);
  else unit.failed = event;
  return result;
}
