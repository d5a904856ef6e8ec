import { type ActionResult, actionResult, newTask } from '../run/action-run.ts';
import { hook } from '../run/event.ts';
import type { Fault } from '../run/faults.ts';
import type { FrontEnd } from '../run/front-end.ts';
import { executeHook, type HookResult } from '../run/hook-run.ts';
import { MachineRoots } from './machine-roots.ts';
import type { Metadata } from './metadata.ts';
import { type JujuVersion, type LogRecord, Model } from './model.ts';
import { addPeerRelations, addRelation, placeUnit, type UnitPlacement } from './placement.ts';
import type { Databag } from './relation.ts';
import { createScope, enterScopes, removeRelation } from './relation-life.ts';
import { addRemoteUnit, removeRemoteUnit, setRemote } from './remote.ts';
import { settle } from './scheduler.ts';
import { UserSecrets } from './secrets/user-secrets.ts';
import type { ConfigChanges } from './settings.ts';
import type { Unit } from './unit.ts';
import { afterHook, beginRemoval, elect } from './unit-life.ts';

/** Which application it is, and what runs its charm. */
export interface DeploymentOptions {
  /** The content of `charmcraft.yaml`. */
  readonly metadata: Metadata;
  /** Runs the charm. */
  readonly frontEnd: FrontEnd;
  /** The application's name; the charm's where it is not given. */
  readonly application?: string;
  /** 3.6 where it is not given. */
  readonly juju?: JujuVersion;
}

/**
 * One application in a Juju model, from deploy to removal. Each step dispatches what Juju would, to every unit concerned,
 * and returns the hooks in the order in which they ended. A unit whose hook failed runs nothing else until `resolve`.
 */
export class Deployment implements AsyncDisposable {
  /** Faults of hook tools, for all hooks from now on. */
  faults: readonly Fault[] = [];
  /** The model's user secrets: `juju add-secret` and what follows. */
  readonly secrets: UserSecrets;
  readonly #model: Model;
  readonly #roots = new MachineRoots();
  #frontEnd: FrontEnd;

  constructor({
    metadata,
    frontEnd,
    application = metadata.name,
    juju = '3.6',
  }: DeploymentOptions) {
    this.#model = new Model(metadata, application, juju);
    this.#frontEnd = frontEnd;
    this.secrets = new UserSecrets(this.#model, () => this.#settle());
    addPeerRelations(this.#model);
  }

  // ---- what an operator does

  /** `juju deploy`, and for a subordinate, `juju integrate` with its principals. */
  async deploy(units: number | readonly UnitPlacement[] = 1): Promise<HookResult[]> {
    const placements =
      typeof units === 'number' ? Array.from({ length: units }, () => ({})) : units;
    for (const placement of placements) placeUnit(this.#model, this.#roots, placement);
    return this.#settle();
  }

  /** `juju add-unit`, or for a subordinate, one more unit of a principal. */
  async addUnit(placement: UnitPlacement = {}): Promise<HookResult[]> {
    return this.deploy([placement]);
  }

  /** `juju remove-unit`. When the leader goes, the unit that has been there longest takes over. */
  async removeUnit(name: string): Promise<HookResult[]> {
    beginRemoval(this.#model, this.#model.unit(name));
    return this.#settle();
  }

  /**
   * `juju config`. Undefined resets an option. What changes nothing runs nothing.
   *
   * @throws Error, in Juju's words, for an unknown option or a value of the wrong type; nothing is changed then
   */
  async configure(changes: ConfigChanges): Promise<HookResult[]> {
    if (!this.#model.settings.change(changes)) return [];
    return this.fire('config-changed');
  }

  /** `juju integrate` with `units` units of another application. */
  async integrate(application: string, endpoint = 'backup', units = 1): Promise<HookResult[]> {
    addRelation(this.#model, endpoint, application, units);
    return this.#settle();
  }

  /** `juju remove-relation`, by its id `<endpoint>:<number>`. */
  async removeRelation(id: string): Promise<HookResult[]> {
    removeRelation(this.#model, this.#model.relation(id));
    return this.#settle();
  }

  /** The other end of a relation gets one more unit. */
  async addRemoteUnit(id: string): Promise<HookResult[]> {
    addRemoteUnit(this.#model, this.#model.relation(id));
    return this.#settle();
  }

  /** Puts a unit at the other end on a machine of the application's: both have one address then. */
  placeRemote(remote: string, machine: string): void {
    this.#model.remoteMachines.set(remote, machine);
  }

  /** The other end of a relation loses a unit. */
  async removeRemoteUnit(id: string, remote: string): Promise<HookResult[]> {
    removeRemoteUnit(this.#model, this.#model.relation(id), remote);
    return this.#settle();
  }

  /** The other end writes into its application's databag; an empty value deletes. */
  async setRemote(id: string, changes: Databag): Promise<HookResult[]> {
    setRemote(this.#model, this.#model.relation(id), changes);
    return this.#settle();
  }

  /** `juju refresh`: other metadata, another charm, or both. */
  async upgrade(to: { metadata?: Metadata; frontEnd?: FrontEnd } = {}): Promise<HookResult[]> {
    const model = this.#model;
    if (to.frontEnd !== undefined) {
      await this.#frontEnd.close();
      this.#frontEnd = to.frontEnd;
    }
    if (to.metadata !== undefined) {
      model.metadata = to.metadata;
      model.settings.upgrade(to.metadata);
    }
    const peers = addPeerRelations(model);
    for (const unit of model.units.values()) {
      unit.enqueue(hook('upgrade-charm'));
      for (const relation of peers) createScope(unit, relation);
      unit.enqueue(hook('config-changed'));
    }
    for (const unit of model.units.values()) enterScopes(model, unit);
    return this.#settle();
  }

  /** `juju resolved`: runs the failed hook again, and then what has waited behind it. */
  async resolve(name: string): Promise<HookResult[]> {
    const unit = this.#model.unit(name);
    if (unit.failed === undefined) throw new Error(`unit ${JSON.stringify(name)} is not in error`);
    unit.queue.unshift(unit.failed);
    unit.failed = undefined;
    return this.#settle();
  }

  /** `juju run`. */
  async runAction(
    name: string,
    action: string,
    parameters: Readonly<Record<string, unknown>> = {},
  ): Promise<ActionResult> {
    const unit = this.#model.unit(name);
    const task = newTask(this.#model.metadata, action, parameters);
    const event = { kind: 'action', name: action, task } as const;
    const ran = await executeHook(this.#model, unit, event, this.#frontEnd, this.faults);
    if (ran.result.isCommitted) afterHook(this.#model, unit, event, ran.changes);
    await this.#settle();
    return actionResult(task, ran.result);
  }

  /** `juju attach-resource`: `resource-get` answers with this path. */
  attachResource(name: string, file: string): void {
    if (!Object.hasOwn(this.#model.metadata.resources ?? {}, name)) {
      throw new Error(`resource ${JSON.stringify(name)} not found`);
    }
    this.#model.resources.set(name, file);
  }

  // ---- what Juju does

  /** The periodic event, on one unit or on all. */
  async updateStatus(name?: string): Promise<HookResult[]> {
    return this.fire('update-status', name);
  }

  /** Any hook that is not a relation's, on one unit or on all: after a restart of the agent, say. */
  async fire(event: string, name?: string): Promise<HookResult[]> {
    const units = name === undefined ? this.#model.units.values() : [this.#model.unit(name)];
    for (const unit of units) unit.enqueue(hook(event));
    return this.#settle();
  }

  /** Makes a unit the leader: leader-elected there, and with Juju 3.6 leader-settings-changed on the others. */
  async setLeader(name: string): Promise<HookResult[]> {
    this.elect(name);
    return this.#settle();
  }

  /** Makes a unit the leader at once, even while a hook runs; the events follow with the next step. */
  elect(name: string): void {
    const unit = this.#model.unit(name);
    if (this.#model.leader !== name) elect(this.#model, unit);
  }

  // ---- what can be seen

  get application(): string {
    return this.#model.application;
  }

  get units(): readonly Unit[] {
    return [...this.#model.units.values()];
  }

  /** @throws Error when there is no such unit */
  unit(name: string): Unit {
    return this.#model.unit(name);
  }

  get leader(): string | undefined {
    return this.#model.leader;
  }

  /** Ids of the relations of an endpoint, in the order in which they were made. */
  relationIds(endpoint = 'backup'): string[] {
    const relations = [...this.#model.relations.values()];
    return relations.filter((each) => each.endpoint === endpoint).map(({ id }) => id);
  }

  /** A databag as committed: this application's, or that of another owner, application or unit. */
  databag(id: string, owner = this.#model.application): Databag {
    return this.#model.relation(id).databag(owner);
  }

  /** Puts a databag in place without an event, as another charm left it before an upgrade. */
  seedDatabag(id: string, databag: Databag, owner = this.#model.application): void {
    this.#model.relation(id).replace(owner, databag);
  }

  get log(): readonly LogRecord[] {
    return this.#model.log;
  }

  /** What `application-version-set` has set. */
  get workloadVersion(): string {
    return this.#model.workloadVersion;
  }

  /** Removes the machines' folders, and lets go of the front end. */
  async close(): Promise<void> {
    await this.#frontEnd.close();
    this.#roots.remove();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #settle(): Promise<HookResult[]> {
    return settle(this.#model, this.#frontEnd, this.faults);
  }
}
