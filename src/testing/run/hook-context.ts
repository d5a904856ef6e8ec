import type { Model } from '../model/model.ts';
import { type Databag, merged, type Relation } from '../model/relation.ts';
import type { Unit, UnitStatus } from '../model/unit.ts';
import type { ActionTask, HookEvent } from './event.ts';

/** Whose databag: the application's, or the unit's own. */
export type Owner = 'application' | 'unit';

/** What a hook asked to be written in one relation. */
export interface RelationChange {
  readonly relation: Relation;
  readonly owner: Owner;
  readonly changes: Databag;
}

/** What one run of a hook can see and do. Databag changes wait here until the hook has ended well. */
export class HookContext {
  readonly model: Model;
  readonly unit: Unit;
  readonly event: HookEvent;
  readonly charmDir: string;
  readonly #pending: RelationChange[] = [];

  constructor(model: Model, unit: Unit, event: HookEvent, charmDir: string) {
    this.model = model;
    this.unit = unit;
    this.event = event;
    this.charmDir = charmDir;
  }

  get isLeader(): boolean {
    return this.model.leader === this.unit.name;
  }

  get hookRelation(): Relation | undefined {
    if (this.event.kind !== 'relation') return undefined;
    return this.relation(this.event.relation.number);
  }

  /** The relations that this unit knows of; none before it is installed. */
  get relations(): Relation[] {
    if (!this.unit.isInstalled) return [];
    return [...this.model.relations.values()].filter(({ number }) => this.unit.scopes.has(number));
  }

  relation(number: number): Relation | undefined {
    return this.relations.find((relation) => relation.number === number);
  }

  /** In its own broken event a relation counts as gone. */
  isBroken(relation: Relation): boolean {
    const { event } = this;
    if (event.kind !== 'relation' || event.relation.number !== relation.number) return false;
    return event.name === `${relation.endpoint}-relation-broken`;
  }

  members(relation: Relation): string[] {
    return [...(this.unit.scopes.get(relation.number)?.members ?? [])].sort();
  }

  /** One of this side's own databags, with what this hook has set. */
  ownDatabag(relation: Relation, owner: Owner): Databag {
    const committed = relation.databag(this.#ownerName(owner));
    return this.#pending
      .filter((change) => change.relation === relation && change.owner === owner)
      .reduce((databag, { changes }) => merged(databag, changes), committed);
  }

  set(change: RelationChange): void {
    this.#pending.push(change);
  }

  /** Committed at once, whatever becomes of the hook. */
  setStatus(status: UnitStatus): void {
    this.unit.workload = status;
    this.unit.hasSetStatus = true;
  }

  /** Written at once, whatever becomes of the hook. */
  log(level: string, message: string): void {
    this.model.log.push({ unit: this.unit.name, level, source: 'juju-log', message });
  }

  get task(): ActionTask | undefined {
    return this.event.kind === 'action' ? this.event.task : undefined;
  }

  /**
   * Writes the databags, all or none. Returns what is different now.
   *
   * @throws Error when the unit is not, or no longer, allowed to
   */
  commit(): RelationChange[] {
    const writesApplication = this.#pending.some(({ owner }) => owner === 'application');
    if (writesApplication && !this.isLeader) {
      throw new Error(
        `failed to commit changes: ${JSON.stringify(this.unit.name)} is not leader of ${JSON.stringify(this.model.application)}`,
      );
    }
    return this.#pending.filter(({ relation, owner, changes }) =>
      relation.merge(this.#ownerName(owner), changes),
    );
  }

  #ownerName(owner: Owner): string {
    return owner === 'application' ? this.model.application : this.unit.name;
  }
}
