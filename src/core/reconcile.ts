import type { Charm } from './charm.ts';
import { type Host, surroundingsOf } from './host.ts';
import type { JujuRelation } from './juju/backup-relation.ts';
import { backupEndpoint, type Event } from './juju/event.ts';
import { HookTools } from './juju/hook-tools.ts';
import { Peers } from './juju/peers.ts';
import { missProviderUnits, noteProviderUnit } from './juju/provider-units.ts';
import { materialize } from './materialize.ts';
import { leftOnDisk, leftOutside } from './problems/core.ts';
import { holdsBack, type Problem } from './problems/problem.ts';
import { contributor, publish } from './publish.ts';
import { isBehind, report } from './report.ts';
import { standingOf } from './standing.ts';
import type { DiskError } from './unit/disk/disk-error.ts';
import { ManagedBase } from './unit/files/managed-base.ts';
import { ManagedFolder } from './unit/files/managed-folder.ts';
import { OutsideFiles } from './unit/files/outside-files.ts';
import { UnitState } from './unit/files/unit-state.ts';
import { validate } from './validate.ts';

const isPublishedIn = (relation: JujuRelation) => Object.keys(relation.committed()).length > 0;

type Observed = Extract<Event, { kind: 'reconcile' | 'published' | 'collect' }>;

/** Reads, judges, materializes, publishes, reports: whatever the event was, the unit is then what its config says. */
export async function reconcile(charm: Charm, host: Host, event: Observed): Promise<void> {
  const { unit } = event;
  const tools = new HookTools(host.runTool);
  if (event.kind === 'collect' && !tools.isLeader()) return;

  // ---- read
  const broken = event.kind === 'reconcile' ? event.broken : undefined;
  const config = tools.configGet();
  const ids = tools.relationIds(backupEndpoint).filter((id) => id !== broken);
  const peers = new Peers(tools, unit);
  const state = new UnitState(host.root, unit);
  const { memory } = state;
  const left: Problem[] = [];
  const leaveBehind = (error: DiskError) => void left.push(leftBehind(error));
  const warn = ({ message }: DiskError) => void host.warn(message);
  const isNews = event.kind === 'published' || event.name === 'leader-elected';
  const made = { config, options: charm.options, relations: ids };
  const standing = await standingOf(made, peers, state, isNews);
  const isLeader = (ids.length > 0 || standing.isStale) && tools.isLeader();
  const shown = tools.statusGet();
  const changes: string[] = [];
  const log = (change: string) => changes.push(change);
  const folder = new ManagedFolder(host.root, unit.application, log);
  if (!state.isKnown) {
    // What is there then is of a unit before this one, or this one's memory was lost: a provider may look for it.
    memory.wasPublished = !folder.isEmpty;
    // From now on files without a memory mean just that, wherever this event is cut off.
    state.claim();
  }

  // ---- judge
  const surroundings = surroundingsOf(host, tools, unit, ids);
  const input = { ...surroundings, config, peers, managedFolder: folder.path };
  const validation = await validate(charm, input);
  const isHeldBack = validation.problems.some(holdsBack);
  // A relation that breaks changes nothing for the others, and may do so because this unit goes: out of sight of its peers.
  const isOpen = !isHeldBack && (broken === undefined || ids.length === 0);
  // With every path left out, what was published last is all there is.
  const isPublishing = isOpen && isLeader && validation.spec.fileset.length > 0;
  memory.wasPublished ||= ids.length > 0 && (isPublishing || standing.isConfirmed);
  // What the Python charm, or this one before it remembered anything, has published is in force as well.
  if (isHeldBack && isLeader) memory.wasPublished ||= surroundings.relations.some(isPublishedIn);

  // ---- materialize
  const situation = {
    config,
    spec: validation.spec,
    scripts: validation.draft.scripts,
    leaving: false,
    isConfirmed: standing.isConfirmed || standing.isUnpublished,
    wasPublished: memory.wasPublished,
    isShared: state.isShared,
    unit: unit.name,
    base: new ManagedBase(host.root, leaveBehind),
    outside: new OutsideFiles(
      host.root,
      surroundings.disk,
      (option, { what, fix }) => {
        left.push({ ...leftOutside(option, what, fix), plugin: 'charm' });
      },
      log,
    ),
    runs: surroundings.runs,
    tell: log,
    secret: surroundings.secret,
    now: Date.now(),
  };
  const decision = {
    isRead: validation.isRead,
    isDecided:
      standing.isConfirmed ||
      standing.isPublishedSomewhere ||
      isPublishing ||
      (standing.isUnpublished && !isHeldBack),
    isCommitted: standing.isConfirmed || ids.length === 0,
    // What a unit has against the config does not keep its leader from publishing it.
    isHeldBack: isHeldBack && (isLeader || ids.length === 0),
  };
  const { runs } = surroundings;
  await materialize(charm, situation, { folder, runs }, memory, decision, leaveBehind);

  // ---- publish
  const publication = {
    validation,
    config,
    isLeader: isPublishing,
    relations: surroundings.relations,
  };
  const contribute = contributor(peers, memory);
  const conflicts = isOpen ? await publish(charm, publication, tools, contribute, log) : [];
  if (isPublishing && conflicts.length === 0 && standing.isWordMissing) {
    peers.setWord(standing.wanted);
    // Juju has not committed it yet: the next event reads it.
    memory.word = undefined;
  }
  if (event.kind === 'reconcile' && event.joined !== undefined) {
    memory.providers = noteProviderUnit(tools, unit, event.joined, memory.providers ?? {});
  }
  if (event.name === 'update-status' && memory.providers !== undefined) {
    const principal = host.environment['JUJU_PRINCIPAL_UNIT'] ?? '';
    const { relations } = surroundings;
    memory.providers = missProviderUnits(tools, relations, principal, memory.providers);
  }

  // ---- report
  const { application } = unit;
  const outcome = {
    problems: [...validation.problems, ...conflicts, ...left],
    unit: unit.name,
    application,
    relations: ids.length,
    isConfirmed: standing.isConfirmed || isPublishing,
    // A unit that came later knows it from the leader's word alone.
    wasPublished: memory.wasPublished || (standing.word?.relations ?? []).length > 0,
    isBehind: !isPublishing && isBehind(standing, event.name, shown, application),
  };
  report(outcome, changes, shown, memory, tools);
  state.save(warn);
}

function leftBehind({ what, fix }: DiskError): Problem {
  return { ...leftOnDisk(what, fix), plugin: 'charm' };
}
