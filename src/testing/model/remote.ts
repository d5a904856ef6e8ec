import type { Model } from './model.ts';
import type { Databag, Relation } from './relation.ts';
import { arrival, tellDeparture } from './relation-life.ts';
import type { Unit } from './unit.ts';

/** The other end gets one more unit. */
export function addRemoteUnit(model: Model, relation: Relation): void {
  const numbers = relation.remoteUnits.map((unit) => Number(unit.split('/')[1]));
  const remote = `${relation.application}/${Math.max(-1, ...numbers) + 1}`;
  relation.remoteUnits.push(remote);
  for (const unit of unitsIn(model, relation)) unit.enqueue(...arrival(relation, remote));
}

/** @throws Error when the unit is not at the other end */
export function removeRemoteUnit(model: Model, relation: Relation, remote: string): void {
  const place = relation.remoteUnits.indexOf(remote);
  if (place < 0) throw new Error(`unit ${JSON.stringify(remote)} is not in ${relation.id}`);
  relation.remoteUnits.splice(place, 1);
  for (const unit of unitsIn(model, relation)) tellDeparture(unit, relation, remote);
}

/** The other end writes its application's databag. */
export function setRemote(model: Model, relation: Relation, changes: Databag): void {
  if (!relation.merge(relation.application, changes)) return;
  for (const unit of unitsIn(model, relation)) unit.enqueue(relation.event('changed'));
}

function unitsIn(model: Model, relation: Relation): Unit[] {
  return [...model.units.values()].filter(({ scopes }) => scopes.get(relation.number)?.entered);
}
