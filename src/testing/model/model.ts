import { endpoints, type Metadata, type Reach } from './metadata.ts';
import type { Relation } from './relation.ts';
import type { Secret } from './secrets/secret.ts';
import { Settings } from './settings.ts';
import type { Unit } from './unit.ts';

/** A line of `juju debug-log`. */
export interface LogRecord {
  readonly unit: string;
  readonly level: string;
  /** `juju-log`, or the hook whose stdout or stderr it was. */
  readonly source: string;
  readonly message: string;
}

/** The version of Juju. A hook sees two differences: Juju 4 never emits `leader-settings-changed`, and refuses a secret in other words. */
export type JujuVersion = '3.6' | '4.0';

/** One application in a Juju model: what the controller knows. */
export class Model {
  readonly application: string;
  readonly version: JujuVersion;
  readonly settings: Settings;
  readonly units = new Map<string, Unit>();
  readonly relations = new Map<number, Relation>();
  readonly resources = new Map<string, string>();
  /** User secrets, by URI. */
  readonly secrets = new Map<string, Secret>();
  /** The machines of units at the other end of a relation that share one with units of the application. */
  readonly remoteMachines = new Map<string, string>();
  readonly log: LogRecord[] = [];
  leader: string | undefined;
  workloadVersion = '';
  /** Juju never gives a number twice. */
  nextUnit = 0;
  nextRelation = 0;
  nextSecret = 0;
  metadata: Metadata;

  constructor(metadata: Metadata, application: string, version: JujuVersion) {
    this.metadata = metadata;
    this.application = application;
    this.version = version;
    this.settings = new Settings(metadata);
  }

  get endpoints(): Map<string, Reach> {
    return endpoints(this.metadata);
  }

  /** @throws Error when the application has no such unit */
  unit(name: string): Unit {
    const unit = this.units.get(name);
    if (unit === undefined) throw new Error(`unit ${JSON.stringify(name)} not found`);
    return unit;
  }

  /** @throws Error when the application has no such relation */
  relation(id: string): Relation {
    for (const relation of this.relations.values()) if (relation.id === id) return relation;
    throw new Error(`relation ${JSON.stringify(id)} not found`);
  }

  othersThan(unit: Unit): Unit[] {
    return [...this.units.values()].filter((other) => other !== unit);
  }
}
