import type { Model } from '../model/model.ts';
import type { Unit } from '../model/unit.ts';
import { contextId, hookEnvironment } from './environment.ts';
import { type HookEvent, isRelationEvent } from './event.ts';
import type { Fault } from './faults.ts';
import type { Exit, FrontEnd } from './front-end.ts';
import { HookContext, type RelationChange } from './hook-context.ts';
import { type ToolCall, ToolCalls } from './tool-calls.ts';

/** One hook or action that ran. */
export interface HookResult extends Exit {
  readonly unit: string;
  /** The name of the hook or action. */
  readonly event: string;
  /** `<endpoint>:<number>`, for a relation's hook. */
  readonly relation?: string;
  readonly calls: readonly ToolCall[];
  /** Whether Juju has taken over what the hook set in relations. A hook that is not committed has failed. */
  readonly isCommitted: boolean;
  /** Why Juju refused to commit what a hook with exit code 0 had set. */
  readonly commitError?: string;
}

/** Runs one event on one unit: hook process, hook tools, commit. */
export async function executeHook(
  model: Model,
  unit: Unit,
  event: HookEvent,
  frontEnd: FrontEnd,
  faults: readonly Fault[],
): Promise<{ readonly result: HookResult; readonly changes: readonly RelationChange[] }> {
  beforeHook(unit, event);
  const context = new HookContext(model, unit, event, frontEnd.charmDir);
  const tools = new ToolCalls(context, faults);
  const id = contextId(context);
  const exit = await frontEnd.run({
    unit: unit.name,
    event: event.name,
    context: id,
    environment: hookEnvironment(context, id),
    root: unit.root,
    tools,
  });
  logOutput(model, unit, event, exit);

  const relation =
    event.kind === 'relation'
      ? { relation: `${event.relation.endpoint}:${event.relation.number}` }
      : {};
  const ran = { unit: unit.name, event: event.name, ...relation, calls: tools.made, ...exit };
  if (exit.code !== 0) return { result: { ...ran, isCommitted: false }, changes: [] };
  try {
    const changes = context.commit();
    return { result: { ...ran, isCommitted: true }, changes };
  } catch (error) {
    const commitError = error instanceof Error ? error.message : String(error);
    model.log.push({ unit: unit.name, level: 'ERROR', source: event.name, message: commitError });
    return { result: { ...ran, isCommitted: false, commitError }, changes: [] };
  }
}

/** What Juju's agent does itself before it starts the charm. */
function beforeHook(unit: Unit, event: HookEvent): void {
  if (event.name === 'install') {
    unit.workload = { status: 'maintenance', message: 'installing charm software' };
  }
  if (event.name === 'stop') {
    unit.workload = { status: 'maintenance', message: 'stopping charm software' };
  }
  if (event.kind !== 'relation' || event.relation.unit === undefined) return;
  const members = unit.scopes.get(event.relation.number)?.members;
  if (isRelationEvent(event, 'joined')) members?.add(event.relation.unit);
  if (isRelationEvent(event, 'departed')) members?.delete(event.relation.unit);
}

function logOutput(model: Model, unit: Unit, event: HookEvent, { stdout, stderr }: Exit): void {
  for (const [text, level] of [
    [stdout, 'DEBUG'],
    [stderr, 'WARNING'],
  ] as const) {
    for (const message of text.split('\n')) {
      if (message !== '') model.log.push({ unit: unit.name, level, source: event.name, message });
    }
  }
}
