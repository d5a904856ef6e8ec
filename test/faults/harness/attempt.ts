import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { managedBase } from '../../../src/core/unit/files/managed-tree.ts';
import type { Databag, HookResult } from '../../../src/testing/index.ts';
import { type Call, changesBelow } from './calls.ts';
import { kept } from './disk.ts';
import { type Runtime, runtimes } from './runtimes.ts';
import { removal, type Scenario } from './scenarios.ts';
import { Stage } from './stage.ts';
import type { Injection, TracedCharm } from './traced.ts';

/** What the charm keeps on the unit's disk: `<mode> <content>` by path. */
type Kept = Readonly<Record<string, string>>;

/** What came of an event in which one system call failed, or none did. */
export interface Attempt {
  readonly hook: HookResult;
  /** The calls that change what the charm keeps. */
  readonly calls: readonly Call[];
  readonly before: Kept;
  readonly after: Kept;
  /** What the unit showed and logged. */
  readonly said: readonly string[];
  readonly databags: readonly Databag[];
  /** The same when the next event is over. */
  readonly final: { readonly kept: Kept; readonly databags: readonly Databag[] };
  /** What hooks said that came after, and whether they failed. */
  readonly troubles: readonly string[];
}

/** What is done to a unit's disk for the time of one event. */
export interface Disturbance {
  /** Just before the event. */
  spoil(root: string): void;
  /** Just after it: puts right what the charm can't put right itself. */
  relieve(root: string): void;
}

/** Lives through a scenario, with something wrong in its event, and then lets the next events come. */
export async function attempt(
  runtime: Runtime,
  traced: TracedCharm,
  scenario: Scenario,
  { injection, spoil, relieve }: Partial<Disturbance> & { readonly injection?: Injection } = {},
): Promise<Attempt> {
  await using stage = new Stage(runtime, traced);
  const { deployment } = stage;
  await scenario.prepare(stage);
  const before = stage.root === '' ? {} : kept(stage.root);
  traced.inject(injection);
  stage.tried = { event: scenario.event, how: 'traced' };
  stage.beforeTried = spoil;
  const hook = (await scenario.act(stage)).find(({ event }) => event === scenario.event);
  if (hook === undefined) throw new Error(`${scenario.name}: ${scenario.event} did not run`);
  const { root } = stage;
  const databags = () => deployment.relationIds().map((id) => deployment.databag(id));
  const result = {
    hook,
    calls: changesBelow(path.join(root, managedBase), traced.lines),
    before,
    after: kept(root),
    said: [
      ...deployment.units.map(({ status }) => status.message),
      ...deployment.log.map(({ message }) => message),
    ],
    databags: databags(),
  };
  stage.beforeTried = undefined;
  relieve?.(root);
  const troubles = scenario === removal ? removeAgain(runtime, root) : await goOn(stage, scenario);
  return { ...result, final: { kept: kept(root), databags: databags() }, troubles };
}

/** Runs the event again if it has failed, and the two that come next. */
async function goOn(stage: Stage, { event }: Scenario): Promise<string[]> {
  const { deployment } = stage;
  stage.tried = { event, how: 'plain' };
  const hooks: HookResult[] = [];
  if (deployment.unit(Stage.unit).failed !== undefined) {
    hooks.push(...(await deployment.resolve(Stage.unit)));
  }
  stage.tried = { event: 'update-status', how: 'plain' };
  hooks.push(...(await deployment.updateStatus()));
  return hooks.flatMap(({ event, code, stderr }) =>
    code === 0 && stderr === '' ? [] : [`then ${event} ended with ${code}: ${stderr}`],
  );
}

/** Runs the hook `remove` once more, by itself: it calls no hook tool. */
function removeAgain(runtime: Runtime, root: string): string[] {
  const { status, stderr } = spawnSync(path.join(runtimes[runtime], 'dispatch'), [], {
    encoding: 'utf8',
    env: {
      PATH: '/usr/bin:/bin',
      JUJU_DISPATCH_PATH: 'hooks/remove',
      JUJU_UNIT_NAME: Stage.unit,
      BACKUP_INTEGRATOR_ROOT: root,
    },
  });
  const lines = stderr.split('\n').filter((line) => line !== '' && !line.startsWith('left in '));
  return status === 0 && lines.length === 0 ? [] : [`then remove ended with ${status}: ${stderr}`];
}
