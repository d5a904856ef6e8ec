import type { Charm } from '../../core/charm.ts';
import { inProcess } from '../in-process.ts';
import type { Metadata } from '../model/metadata.ts';
import { type LogRecord, Model } from '../model/model.ts';
import { type Databag, Relation } from '../model/relation.ts';
import { Secret, type SecretContent } from '../model/secrets/secret.ts';
import type { ConfigChanges } from '../model/settings.ts';
import { Unit, type UnitStatus } from '../model/unit.ts';
import { type HookEvent, hook } from './event.ts';
import { executeHook, type HookResult } from './hook-run.ts';

/** One relation as a unit finds it. */
export interface RelationState {
  /** `<endpoint>:<number>`. */
  readonly id: string;
  /** The application at the other end, of which the unit `<application>/0` is there. */
  readonly application: string;
  /** This application's databag. */
  readonly databag?: Databag;
}

/** All that a started unit, `<charm's name>/0`, finds when a hook begins. */
export interface State {
  readonly metadata: Metadata;
  /** The folder that stands for the machine's `/`; the caller's own, since files are no part of the state. */
  readonly root: string;
  readonly config?: ConfigChanges;
  readonly isLeader?: boolean;
  readonly relations?: readonly RelationState[];
  /** User secrets that are granted to the application, by URI. */
  readonly secrets?: Readonly<Record<string, SecretContent>>;
  /** Active without a message where it is not given. */
  readonly status?: UnitStatus;
}

/** What one hook has come to. */
export interface Outcome {
  /** What is left: the databags as committed, the status as set. Shares nothing with what was put in. */
  readonly state: State;
  readonly hook: HookResult;
  readonly log: readonly LogRecord[];
}

/**
 * Runs one hook in process: state in, state out.
 *
 * @param event - the hook's name; a relation's hook is about the first relation of its endpoint, and the unit there
 * @throws Error when the state can't be: an unknown option, endpoint or relation
 */
export async function runHook(charm: Charm, state: State, event: string): Promise<Outcome> {
  const given = structuredClone(state);
  const { metadata, root, config = {}, isLeader = false, relations = [], secrets = {} } = given;
  const model = new Model(metadata, metadata.name, '3.6');
  model.settings.change(config);
  const principal = metadata.subordinate ? 'principal/0' : undefined;
  const unit = new Unit(`${metadata.name}/0`, '0', root, principal);
  unit.isInstalled = true;
  unit.workload = { status: 'active', message: '', ...structuredClone(state.status) };
  model.units.set(unit.name, unit);
  model.leader = isLeader ? unit.name : undefined;
  for (const relation of relations) putRelation(model, unit, relation);
  for (const [uri, content] of Object.entries(secrets)) putSecret(model, uri, content);

  const run = eventOf(model, event);
  const { result } = await executeHook(model, unit, run, inProcess(charm), []);
  const after = relations.map((each) => ({ ...each, databag: databagOf(model, each.id) }));
  return {
    state: { metadata, root, config, isLeader, relations: after, secrets, status: unit.workload },
    hook: result,
    log: model.log,
  };
}

function putRelation(model: Model, unit: Unit, { id, application, databag = {} }: RelationState) {
  const [endpoint = '', number = ''] = id.split(':');
  const reach = model.endpoints.get(endpoint);
  if (reach === undefined || !/^[0-9]+$/.test(number)) {
    throw new Error(`${JSON.stringify(id)} is not <endpoint>:<number> of an endpoint of the charm`);
  }
  if (model.relations.has(Number(number))) throw new Error(`there are two relations ${number}`);
  const remote = `${application}/0`;
  const relation = new Relation(Number(number), endpoint, reach, application, [remote]);
  relation.replace(model.application, databag);
  model.relations.set(relation.number, relation);
  unit.scopes.set(relation.number, { entered: true, members: new Set([remote]) });
}

function putSecret(model: Model, uri: string, content: SecretContent) {
  const secret = new Secret(uri, uri, content);
  secret.granted.add(model.application);
  model.secrets.set(uri, secret);
}

function eventOf(model: Model, name: string): HookEvent {
  const [, endpoint, change = ''] =
    /^(.+)-relation-(created|joined|changed|departed|broken)$/.exec(name) ?? [];
  if (endpoint === undefined) return hook(name);
  const relation = [...model.relations.values()].find((each) => each.endpoint === endpoint);
  if (relation === undefined) throw new Error(`${name} needs a relation of ${endpoint}`);
  const isAboutUnit = change !== 'created' && change !== 'broken';
  return relation.event(change, isAboutUnit ? relation.remoteUnits[0] : undefined);
}

function databagOf(model: Model, id: string): Databag {
  return model.relation(id).databag(model.application);
}
