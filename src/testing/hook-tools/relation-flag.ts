import type { Relation } from '../model/relation.ts';
import type { HookContext } from '../run/hook-context.ts';
import type { Arguments } from './arguments.ts';
import { misuse } from './error.ts';

/** The two names of the flag that picks a relation. */
export const relationFlags = { r: 'value', relation: 'value' } as const;

/**
 * The relation that is asked for: by its number, with or without `<endpoint>:` in front of it, which Juju ignores.
 * Without the flag it is the hook's own.
 */
export function askedRelation(context: HookContext, { values }: Arguments): Relation {
  for (const [flag, shown] of [
    ['r', '-r'],
    ['relation', '--relation'],
  ] as const) {
    const value = values.get(flag);
    if (value !== undefined) return find(context, shown, value);
  }
  if (context.hookRelation === undefined) throw misuse('no relation id specified');
  return context.hookRelation;
}

function find(context: HookContext, flag: string, value: string): Relation {
  const refuse = (reason: string) =>
    misuse(`invalid value ${JSON.stringify(value)} for option ${flag}: ${reason}`);
  const number = value.slice(value.lastIndexOf(':') + 1);
  if (!/^-?[0-9]+$/.test(number)) throw refuse('invalid relation id');
  const relation = context.relation(Number(number));
  if (relation === undefined) throw refuse('relation not found');
  return relation;
}
