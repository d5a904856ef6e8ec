import type { ActionTask } from '../run/event.ts';
import type { HookContext } from '../run/hook-context.ts';
import { refuseMore } from './arguments.ts';
import { failure, misuse } from './error.ts';
import { formatFlag, formatter } from './output.ts';
import type { Tool } from './tool.ts';

const keyRule = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;
const reserved = new Set(['stdout', 'stdout-encoding', 'stderr', 'stderr-encoding', 'return-code']);

export const actionGet: Tool = {
  flags: formatFlag,
  run(context, args) {
    const write = formatter(args);
    const [key, ...more] = args.positional;
    refuseMore(more);
    const { parameters } = taskOf(context);
    if (key === undefined) return write(parameters);
    let answer: unknown = parameters;
    for (const part of key.split('.')) answer = isRecord(answer) ? answer[part] : undefined;
    return write(answer);
  },
};

export const actionSet: Tool = {
  flags: {},
  run(context, { positional }) {
    const settings = positional.map((arg) => {
      const [, key, value] = /^([^=]*)=(.*)$/s.exec(arg) ?? [];
      if (key === undefined || value === undefined) {
        throw misuse(`argument ${JSON.stringify(arg)} must be of the form key...=value`);
      }
      const parts = key.split('.');
      for (const part of parts) checkKey(part);
      return { parts, value };
    });
    const { results } = taskOf(context);
    for (const { parts, value } of settings) assign(results, parts, value);
    return '';
  },
};

export const actionFail: Tool = {
  flags: {},
  run(context, { positional }) {
    const [message = 'action failed without reason given, check action for errors', ...more] =
      positional;
    refuseMore(more);
    taskOf(context).failure = message;
    return '';
  },
};

export const actionLog: Tool = {
  flags: {},
  run(context, { positional }) {
    if (positional.length === 0) throw misuse('no message specified');
    taskOf(context).log.push(positional.join(' '));
    return '';
  },
};

function taskOf({ task }: HookContext): ActionTask {
  if (task === undefined) throw failure('not running an action');
  return task;
}

function checkKey(key: string): void {
  if (!keyRule.test(key)) {
    throw misuse(
      `key ${JSON.stringify(key)} must start and end with lowercase alphanumeric, and contain only lowercase alphanumeric, hyphens and periods`,
    );
  }
  if (reserved.has(key)) throw misuse(`cannot set reserved action key ${JSON.stringify(key)}`);
}

function assign(results: Record<string, unknown>, parts: readonly string[], value: string): void {
  const [first = '', ...rest] = parts;
  if (rest.length === 0) {
    results[first] = value;
    return;
  }
  const existing = results[first];
  const nested = isRecord(existing) ? existing : {};
  results[first] = nested;
  assign(nested, rest, value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
