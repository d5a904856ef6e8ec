import { type HookEvent, isRelationEvent } from '../run/event.ts';
import type { Owner } from '../run/hook-context.ts';
import type { Model } from './model.ts';
import type { Relation } from './relation.ts';
import type { Unit } from './unit.ts';

/** Makes the unit part of a relation. A unit that has not started yet gets the event before `start`. */
export function createScope(unit: Unit, relation: Relation): void {
  unit.scopes.set(relation.number, { entered: false, members: new Set() });
  const created = relation.event('created');
  if (unit.isStarted) {
    unit.enqueue(created);
    return;
  }
  const afterInstall = unit.queue.findIndex(({ name }) => name === 'install') + 1;
  const rest = unit.queue.slice(afterInstall);
  const place = afterInstall + rest.filter((event) => isRelationEvent(event, 'created')).length;
  unit.queue.splice(place, 0, created);
}

/** Shows a started unit to the other end of each relation that it has not entered, and the other end to it. */
export function enterScopes(model: Model, unit: Unit): void {
  if (!unit.isStarted || unit.isDying) return;
  for (const relation of model.relations.values()) {
    const scope = unit.scopes.get(relation.number);
    if (scope === undefined || scope.entered || relation.isDying) continue;
    scope.entered = true;
    if (relation.reach === 'peer') {
      enterPeers(model, unit, relation);
      continue;
    }
    unit.enqueue(relation.event('changed'));
    for (const remote of remotesOf(unit, relation)) unit.enqueue(...arrival(relation, remote));
  }
}

function enterPeers(model: Model, unit: Unit, relation: Relation): void {
  const hasApplicationData = Object.keys(relation.databag(model.application)).length > 0;
  if (hasApplicationData && model.leader !== unit.name) unit.enqueue(relation.event('changed'));
  for (const peer of peersOf(model, unit, relation)) {
    unit.enqueue(...arrival(relation, peer.name));
    peer.enqueue(...arrival(relation, unit.name));
  }
}

/**
 * Takes every unit out of a relation.
 *
 * @throws Error for one that is not the operator's to remove
 */
export function removeRelation(model: Model, relation: Relation): void {
  if (relation.reach !== 'global') {
    throw new Error(`${relation.id} is a ${relation.reach} relation: it goes with its units`);
  }
  relation.isDying = true;
  for (const unit of model.units.values()) leaveRelation(model, unit, relation, false);
  dropRelation(model, relation);
}

/** Takes the unit out of a relation: departed for each member, then broken, unless it was never told of it. */
export function leaveRelation(
  model: Model,
  unit: Unit,
  relation: Relation,
  isDying: boolean,
): void {
  const scope = unit.scopes.get(relation.number);
  if (scope === undefined || isLeaving(unit, relation)) return;
  const wasTold = !unit.queue.some(
    (event) => isRelationEvent(event, 'created') && event.relation.number === relation.number,
  );
  unit.forgetEventsOf(relation.number);
  for (const member of [...scope.members].sort()) {
    unit.enqueue(relation.event('departed', member, isDying ? unit.name : member));
  }
  if (relation.reach === 'peer') {
    for (const peer of peersOf(model, unit, relation)) tellDeparture(peer, relation, unit.name);
  }
  scope.entered = false;
  if (wasTold) unit.enqueue(relation.event('broken'));
  else dropScope(model, unit, relation);
}

/** A hook that failed holds up the events by which the unit leaves. */
function isLeaving({ queue, failed }: Unit, { number }: Relation): boolean {
  const waiting = failed === undefined ? queue : [failed, ...queue];
  return waiting.some(
    (event) => isRelationEvent(event, 'broken') && event.relation.number === number,
  );
}

/** Tells a unit that one at the other end goes; what it was still to hear of that one is dropped. */
export function tellDeparture(unit: Unit, relation: Relation, leaving: string): void {
  const kept = unit.queue.filter(
    (event) =>
      event.kind !== 'relation' ||
      event.relation.number !== relation.number ||
      event.relation.unit !== leaving,
  );
  unit.queue.splice(0, unit.queue.length, ...kept);
  const isMember = unit.scopes.get(relation.number)?.members.has(leaving);
  if (isMember) unit.enqueue(relation.event('departed', leaving, leaving));
}

/** Tells a unit that one has come at the other end. */
export function arrival(relation: Relation, remote: string): HookEvent[] {
  return [relation.event('joined', remote), relation.event('changed', remote)];
}

/** The unit has left. A relation that is not the peers' goes with its last unit, if it was removed. */
export function dropScope(model: Model, unit: Unit, relation: Relation): void {
  unit.scopes.delete(relation.number);
  relation.forget(unit.name);
  if (relation.isDying) dropRelation(model, relation);
}

/** Removes a relation that no unit is part of any more. */
function dropRelation(model: Model, relation: Relation): void {
  const isUsed = [...model.units.values()].some(({ scopes }) => scopes.has(relation.number));
  if (!isUsed) model.relations.delete(relation.number);
}

/** A peer's write reaches the other units; nobody is told of what it wrote itself. */
export function tellPeers(model: Model, writer: Unit, relation: Relation, owner: Owner): void {
  if (relation.reach !== 'peer') return;
  for (const peer of peersOf(model, writer, relation)) {
    peer.enqueue(relation.event('changed', owner === 'unit' ? writer.name : undefined));
  }
}

function peersOf(model: Model, unit: Unit, relation: Relation): Unit[] {
  return model.othersThan(unit).filter(({ scopes }) => scopes.get(relation.number)?.entered);
}

function remotesOf(unit: Unit, relation: Relation): readonly string[] {
  if (relation.reach !== 'container') return relation.remoteUnits;
  return unit.principal === undefined ? [] : [unit.principal];
}
