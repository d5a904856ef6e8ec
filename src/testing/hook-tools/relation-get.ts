import { addressesOf } from '../model/address.ts';
import type { Databag, Relation } from '../model/relation.ts';
import type { HookContext } from '../run/hook-context.ts';
import { type Arguments, refuseMore } from './arguments.ts';
import { failure, misuse } from './error.ts';
import { formatFlag, formatter } from './output.ts';
import { askedRelation, relationFlags } from './relation-flag.ts';
import type { Tool } from './tool.ts';

export const relationGet: Tool = {
  flags: { ...formatFlag, ...relationFlags, app: 'boolean' },
  run(context, args) {
    const write = formatter(args);
    const relation = askedRelation(context, args);
    const [key = '-', name, ...more] = args.positional;
    refuseMore(more);
    const databag = read(context, relation, target(context, args, name));
    if (key === '-' || key === '') return write(databag);
    return write(Object.hasOwn(databag, key) ? databag[key] : null);
  },
};

interface Target {
  readonly name: string;
  readonly isApplication: boolean;
}

/** A name that is given wins over the hook's own remote; `--app` makes an application of a unit. */
function target({ event }: HookContext, { switches }: Arguments, name?: string): Target {
  const isApplication = switches.has('app');
  const remote = event.kind === 'relation' ? event.relation : undefined;
  if (name !== undefined) {
    return { name: isApplication ? applicationOf(name) : name, isApplication };
  }
  if (remote === undefined) throw misuse('no unit or application specified');
  if (!isApplication && remote.unit !== undefined) {
    return { name: remote.unit, isApplication: false };
  }
  return { name: remote.application, isApplication: true };
}

function applicationOf(name: string): string {
  return name.split('/')[0] ?? name;
}

function read(context: HookContext, relation: Relation, { name, isApplication }: Target): Databag {
  const { model, unit } = context;
  if (!isApplication) {
    if (name === unit.name) {
      return { ...addressesOf(model, name), ...context.ownDatabag(relation, 'unit') };
    }
    if (!/^[a-z][a-z0-9-]*\/[0-9]+$/.test(name)) {
      throw failure(`${JSON.stringify(name)} is not a valid unit`);
    }
    // What a unit wrote outlives it: who has not been told that it is gone can still ask for it.
    const isKnown = model.units.has(name) || context.members(relation).includes(name);
    if ((relation.reach === 'peer' && isKnown) || isRemote(context, relation, name))
      return { ...addressesOf(model, name), ...relation.databag(name) };
    throw failure('permission denied');
  }
  if (name === model.application) {
    if (context.isLeader) return context.ownDatabag(relation, 'application');
    if (relation.reach === 'peer') return relation.databag(name);
  } else if (name === relation.application) return relation.databag(name);
  throw failure('permission denied');
}

function isRemote({ unit }: HookContext, relation: Relation, name: string): boolean {
  if (relation.reach === 'container') return name === unit.principal;
  return relation.remoteUnits.includes(name);
}
