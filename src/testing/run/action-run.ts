import { randomUUID } from 'node:crypto';
import type { Metadata } from '../model/metadata.ts';
import type { ActionTask } from './event.ts';
import type { HookResult } from './hook-run.ts';

/** What `juju run` shows of an action. */
export interface ActionResult {
  readonly status: 'completed' | 'failed';
  readonly message: string;
  readonly results: Readonly<Record<string, unknown>>;
  readonly log: readonly string[];
  readonly hook: HookResult;
}

/** @throws Error, in Juju's words, when the charm has no such action or the action no such parameter */
export function newTask(
  metadata: Metadata,
  action: string,
  parameters: Readonly<Record<string, unknown>>,
): ActionTask {
  const actions = metadata.actions ?? {};
  if (!Object.hasOwn(actions, action)) {
    throw new Error(`action ${JSON.stringify(action)} not defined on unit`);
  }
  const declared = actions[action]?.params ?? {};
  for (const name of Object.keys(parameters)) {
    if (Object.hasOwn(declared, name)) continue;
    throw new Error(`action ${action} has no parameter ${JSON.stringify(name)}`);
  }
  const defaults = Object.entries(declared).filter(([, value]) => value['default'] !== undefined);
  return {
    id: randomUUID(),
    parameters: {
      ...Object.fromEntries(defaults.map(([name, value]) => [name, value['default']])),
      ...parameters,
    },
    results: {},
    log: [],
    failure: undefined,
  };
}

/** An action that exits with an error has failed, but leaves its unit as it is. */
export function actionResult(task: ActionTask, hook: HookResult): ActionResult {
  const { results, log, failure } = task;
  if (failure !== undefined) return { status: 'failed', message: failure, results, log, hook };
  if (hook.isCommitted) return { status: 'completed', message: '', results, log, hook };
  const message = hook.commitError ?? `exit status ${hook.code ?? hook.signal}`;
  return { status: 'failed', message, results, log, hook };
}
