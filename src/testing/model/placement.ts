import type { MachineRoots } from './machine-roots.ts';
import type { Model } from './model.ts';
import { Relation } from './relation.ts';
import { createScope, enterScopes } from './relation-life.ts';
import { Unit } from './unit.ts';
import { firstEvents } from './unit-life.ts';

/** Where a unit goes. */
export interface UnitPlacement {
  /** The machine's id: a new machine where it is not given. */
  readonly machine?: string;
  /** For a subordinate, the principal's unit: one of the application `principal` where it is not given. */
  readonly principal?: string;
}

/** Adds a unit, with its first events. The first unit is the leader. */
export function placeUnit(model: Model, roots: MachineRoots, placement: UnitPlacement): Unit {
  const number = model.nextUnit++;
  const machine = placement.machine ?? roots.next();
  const principal = model.metadata.subordinate
    ? (placement.principal ?? `principal/${number}`)
    : undefined;
  const name = `${model.application}/${number}`;
  const unit = new Unit(name, machine, roots.of(machine), principal);
  model.units.set(name, unit);
  model.leader ??= name;
  unit.enqueue(...firstEvents(model, unit));
  if (principal !== undefined) relatePrincipal(model, principal);
  for (const relation of model.relations.values()) {
    if (!relation.isDying && reaches(relation, unit)) createScope(unit, relation);
  }
  return unit;
}

/**
 * Relates the application to `units` units of another.
 *
 * @throws Error when the charm has no such endpoint
 */
export function addRelation(
  model: Model,
  endpoint: string,
  application: string,
  units: number,
): void {
  const reach = model.endpoints.get(endpoint);
  if (reach !== 'global') {
    throw new Error(
      `application ${JSON.stringify(model.application)} has no ${JSON.stringify(endpoint)} endpoint to integrate with`,
    );
  }
  const remoteUnits = Array.from({ length: units }, (_, number) => `${application}/${number}`);
  const relation = newRelation(model, endpoint, application, remoteUnits);
  for (const unit of model.units.values()) {
    createScope(unit, relation);
    enterScopes(model, unit);
  }
}

/** Peer relations exist from the start, or from the upgrade that brings their endpoint. Returns the new ones. */
export function addPeerRelations(model: Model): Relation[] {
  const known = new Set([...model.relations.values()].map(({ endpoint }) => endpoint));
  const added = [...model.endpoints].filter(
    ([name, reach]) => reach === 'peer' && !known.has(name),
  );
  return added.map(([endpoint]) => newRelation(model, endpoint, model.application, []));
}

/** One relation in container scope for each principal application. */
function relatePrincipal(model: Model, principal: string): void {
  const application = principal.split('/')[0] ?? principal;
  const [endpoint] = [...model.endpoints].find(([, reach]) => reach === 'container') ?? [];
  if (endpoint === undefined) {
    throw new Error('a subordinate charm needs an endpoint with scope: container');
  }
  const relations = [...model.relations.values()];
  const known = relations.find(
    (relation) => relation.endpoint === endpoint && relation.application === application,
  );
  const relation = known ?? newRelation(model, endpoint, application, []);
  relation.remoteUnits.push(principal);
}

function newRelation(
  model: Model,
  endpoint: string,
  application: string,
  remoteUnits: string[],
): Relation {
  const reach = model.endpoints.get(endpoint) ?? 'global';
  const number = model.nextRelation++;
  const relation = new Relation(number, endpoint, reach, application, remoteUnits);
  model.relations.set(number, relation);
  return relation;
}

function reaches(relation: Relation, unit: Unit): boolean {
  return relation.reach !== 'container' || unit.principal?.split('/')[0] === relation.application;
}
