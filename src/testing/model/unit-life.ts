import { type HookEvent, hook, isRelationEvent } from '../run/event.ts';
import type { RelationChange } from '../run/hook-context.ts';
import type { Model } from './model.ts';
import { dropScope, enterScopes, leaveRelation, tellPeers } from './relation-life.ts';
import type { Unit } from './unit.ts';

/** A new unit's first events: install, relation-created, leader-elected, config-changed, start. */
export function firstEvents(model: Model, unit: Unit): HookEvent[] {
  const leadership = leadershipEvents(model, unit);
  return [hook('install'), ...leadership, hook('config-changed'), hook('start')];
}

/** Makes a unit the leader, and lets the units know, once they run their next hook. */
export function elect(model: Model, unit: Unit): void {
  model.leader = unit.name;
  for (const each of model.units.values()) {
    tellLeadership(each, leadershipEvents(model, each));
  }
}

/** What waits of an earlier election is out of date; a unit that is not installed yet is told before config-changed. */
function tellLeadership(unit: Unit, events: readonly HookEvent[]): void {
  const kept = unit.queue.filter(({ name }) => !leadershipHooks.includes(name));
  const place = unit.isInstalled
    ? kept.length
    : kept.findIndex(({ name }) => name === 'config-changed');
  unit.queue.splice(0, unit.queue.length, ...kept.toSpliced(place, 0, ...events));
}

const leadershipHooks = ['leader-elected', 'leader-settings-changed'];

function leadershipEvents(model: Model, unit: Unit): HookEvent[] {
  if (model.leader === unit.name) return [hook('leader-elected')];
  return model.version === '3.6' ? [hook('leader-settings-changed')] : [];
}

/** Begins a unit's end: out of its relations, then stop and remove. */
export function beginRemoval(model: Model, unit: Unit): void {
  unit.isDying = true;
  unit.queue.splice(0, unit.queue.length);
  for (const relation of model.relations.values()) leaveRelation(model, unit, relation, true);
  unit.enqueue(hook('stop'), hook('remove'));
}

/** What follows from a hook that ended well. */
export function afterHook(
  model: Model,
  unit: Unit,
  event: HookEvent,
  changes: readonly RelationChange[],
): void {
  for (const { relation, owner } of changes) tellPeers(model, unit, relation, owner);
  if (isRelationEvent(event, 'broken')) {
    const relation = model.relations.get(event.relation.number);
    if (relation !== undefined) dropScope(model, unit, relation);
  }
  if (event.kind !== 'hook') return;
  if (event.name === 'install') unit.isInstalled = true;
  if (event.name === 'start') {
    if (!unit.hasSetStatus) unit.workload = { status: 'unknown', message: '' };
    unit.isStarted = true;
    enterScopes(model, unit);
  }
  if (event.name === 'remove') endUnit(model, unit);
}

/** The leadership goes to the unit that has been there longest. */
function endUnit(model: Model, unit: Unit): void {
  model.units.delete(unit.name);
  if (model.leader !== unit.name) return;
  model.leader = undefined;
  const [heir] = [...model.units.values()].filter(({ isDying }) => !isDying);
  if (heir !== undefined) elect(model, heir);
}
