import type { HookEvent } from '../run/event.ts';

/** What `juju status` shows of a unit's workload. */
export interface UnitStatus {
  readonly status: string;
  readonly message: string;
}

/** A unit's place in one relation. */
export interface Scope {
  /** Set once the unit has started and is seen by the other end. */
  entered: boolean;
  /** The units at the other end that this unit was told of. */
  readonly members: Set<string>;
}

/** A unit as its agent knows it. */
export class Unit {
  readonly name: string;
  readonly machine: string;
  /** The folder that stands for the machine's `/`; units on one machine share it. */
  readonly root: string;
  /** The principal's unit, for a subordinate. */
  readonly principal: string | undefined;
  /** What the charm, or Juju in its place, has set last. */
  workload: UnitStatus = { status: 'waiting', message: 'agent initialising' };
  hasSetStatus = false;
  isInstalled = false;
  isStarted = false;
  isDying = false;
  /** The hook that failed; until it is resolved, nothing else runs. */
  failed: HookEvent | undefined;
  readonly queue: HookEvent[] = [];
  /** By the number of the relation. */
  readonly scopes = new Map<number, Scope>();

  constructor(name: string, machine: string, root: string, principal: string | undefined) {
    this.name = name;
    this.machine = machine;
    this.root = root;
    this.principal = principal;
  }

  /** What `juju status` shows: the workload's status, unless a hook has failed. */
  get status(): UnitStatus {
    if (this.failed === undefined) return this.workload;
    return { status: 'error', message: `hook failed: "${this.failed.name}"` };
  }

  get isReady(): boolean {
    return this.failed === undefined && this.queue.length > 0;
  }

  /** Puts events at the end of what is to come; one that waits there already is not repeated. */
  enqueue(...events: HookEvent[]): void {
    for (const event of events) {
      if (!this.queue.some((waiting) => isSame(event, waiting))) this.queue.push(event);
    }
  }

  /** Drops what waits in the queue for a relation. */
  forgetEventsOf(relation: number): void {
    const kept = this.queue.filter(
      (event) => event.kind !== 'relation' || event.relation.number !== relation,
    );
    this.queue.splice(0, this.queue.length, ...kept);
  }
}

/** A queue may hold many events of one relation, which its number, the unit and who departs tell apart. */
function isSame(one: HookEvent, other: HookEvent): boolean {
  if (one.name !== other.name) return false;
  if (one.kind !== 'relation' || other.kind !== 'relation') {
    return JSON.stringify(one) === JSON.stringify(other);
  }
  const [a, b] = [one.relation, other.relation];
  return a.number === b.number && a.unit === b.unit && a.departing === b.departing;
}
