import { CharmError } from '../problems/charm-error.ts';
import { quote } from '../problems/quote.ts';

/** The endpoint over which the charm asks for backups (charm/charmcraft.yaml). */
export const backupEndpoint = 'backup';

/** The endpoint over which the units tell the leader what their disks have (charm/charmcraft.yaml). */
export const peerEndpoint = 'peers';

/** The unit that an event is for. */
export interface Unit {
  /** `<application>/<number>`. */
  readonly name: string;
  readonly application: string;
  readonly number: number;
}

/** A unit of a provider that has joined a `backup` relation. */
export interface Joined {
  /** `backup:<number>`. */
  readonly relation: string;
  /** The unit at the other end. */
  readonly unit: string;
}

/** What Juju started the charm for. Everything that is not observed is `unobserved`. */
export type Event =
  | {
      readonly kind: 'reconcile';
      readonly name: string;
      readonly unit: Unit;
      readonly broken?: string;
      readonly joined?: Joined;
    }
  /** The leader has written the application's databag of the peer relation. */
  | { readonly kind: 'published'; readonly name: string; readonly unit: Unit }
  | { readonly kind: 'action'; readonly name: string; readonly unit: Unit }
  /** Another unit came, went or contributed something: that concerns the leader alone. */
  | { readonly kind: 'collect'; readonly name: string; readonly unit: Unit }
  | { readonly kind: 'remove'; readonly name: string; readonly unit: Unit }
  | { readonly kind: 'unobserved'; readonly name: string };

const reconciled = new Set([
  'install',
  'start',
  'config-changed',
  'upgrade-charm',
  'leader-elected',
  'leader-settings-changed',
  'update-status',
  'secret-changed',
  ...['created', 'joined', 'changed', 'departed', 'broken'].map(
    (change) => `${backupEndpoint}-relation-${change}`,
  ),
  `${peerEndpoint}-relation-created`,
]);

const collected = new Set(
  ['joined', 'changed', 'departed'].map((change) => `${peerEndpoint}-relation-${change}`),
);

const actions = 'actions/';

/** The events that are observed, besides actions: `dispatch` starts nothing for another one. Sorted. */
export const observedEvents: readonly string[] = [...reconciled, ...collected, 'remove'].sort();

/** Application names, as Juju's `names` package has them. */
const unitName =
  /^(?<application>[a-z][a-z0-9]*(?:-[a-z0-9]*[a-z][a-z0-9]*)*)\/(?<number>0|[1-9][0-9]*)$/;

/**
 * Reads the event from the environment of a Juju hook process.
 *
 * @throws CharmError when `JUJU_UNIT_NAME` is not the name of a unit
 */
export function readEvent(environment: NodeJS.ProcessEnv): Event {
  const dispatchPath = environment['JUJU_DISPATCH_PATH'] ?? '';
  if (dispatchPath.startsWith(actions)) {
    return {
      kind: 'action',
      name: dispatchPath.slice(actions.length),
      unit: readUnit(environment),
    };
  }
  const name = dispatchPath.replace(/^hooks\//, '');
  if (name === 'remove') return { kind: 'remove', name, unit: readUnit(environment) };
  const isCollected = collected.has(name);
  if (!reconciled.has(name) && !isCollected) return { kind: 'unobserved', name };
  const unit = readUnit(environment);
  // A unit on its way out sees fewer and fewer of its peers: what it would publish of them is less than there is.
  if (environment['JUJU_DEPARTING_UNIT'] === unit.name) return { kind: 'unobserved', name };
  if (isCollected) {
    // Juju names no unit where the application's own databag has changed.
    const isOfUnit = environment['JUJU_REMOTE_UNIT'] !== '' || !name.endsWith('-changed');
    return { kind: isOfUnit ? 'collect' : 'published', name, unit };
  }
  const relation = environment['JUJU_RELATION_ID'];
  if (relation === undefined) return { kind: 'reconcile', name, unit };
  const remote = environment['JUJU_REMOTE_UNIT'] ?? '';
  switch (name) {
    case `${backupEndpoint}-relation-broken`:
      return { kind: 'reconcile', name, unit, broken: relation };
    case `${backupEndpoint}-relation-joined`:
      return { kind: 'reconcile', name, unit, joined: { relation, unit: remote } };
    default:
      return { kind: 'reconcile', name, unit };
  }
}

function readUnit(environment: NodeJS.ProcessEnv): Unit {
  const name = environment['JUJU_UNIT_NAME'] ?? '';
  const groups = unitName.exec(name)?.groups;
  if (groups?.['application'] === undefined) {
    throw new CharmError(`JUJU_UNIT_NAME is ${quote(name)}, which is not the name of a unit`);
  }
  return { name, application: groups['application'], number: Number(groups['number']) };
}
