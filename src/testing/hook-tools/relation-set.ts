import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Databag } from '../model/relation.ts';
import type { HookContext } from '../run/hook-context.ts';
import { failure, misuse } from './error.ts';
import { askedRelation, relationFlags } from './relation-flag.ts';
import { readSettingsFile } from './settings-file.ts';
import type { Tool } from './tool.ts';

export const relationSet: Tool = {
  flags: { ...relationFlags, app: 'boolean', file: 'value' },
  run(context, args, stdin) {
    const relation = askedRelation(context, args);
    const overrides = parsePairs(args.positional);
    const file = args.values.get('file') ?? '';
    const settings = file === '' ? {} : readSettingsFile(readFile(context, file, stdin));
    const owner = args.switches.has('app') ? 'application' : 'unit';
    if (owner === 'application' && !context.isLeader) {
      throw failure('cannot write relation settings');
    }
    context.set({ relation, owner, changes: { ...settings, ...overrides } });
    return '';
  },
};

/** `key=value` arguments; Juju trims the value's ends. */
function parsePairs(args: readonly string[]): Databag {
  const pairs = new Map<string, string>();
  for (const arg of args) {
    const [, key, value] = /^([^=]+)=(.*)$/s.exec(arg) ?? [];
    if (key === undefined || value === undefined) {
      throw misuse(`expected "key=value", got ${JSON.stringify(arg)}`);
    }
    if (pairs.has(key)) throw misuse(`key ${JSON.stringify(key)} specified more than once`);
    pairs.set(key, value.trim());
  }
  return Object.fromEntries(pairs);
}

function readFile({ charmDir }: HookContext, file: string, stdin: string): string {
  if (file === '-') return stdin;
  const absolute = path.resolve(charmDir, file);
  try {
    return readFileSync(absolute, 'utf8');
  } catch {
    throw failure(`open ${absolute}: no such file or directory`);
  }
}
