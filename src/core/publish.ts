import type { Charm } from './charm.ts';
import type { Turn } from './hooks/taps.ts';
import { type BackupRelation, difference, type JujuRelation } from './juju/backup-relation.ts';
import type { Config } from './juju/config.ts';
import type { Databag } from './juju/databag.ts';
import type { HookTools } from './juju/hook-tools.ts';
import type { Peers } from './juju/peers.ts';
import { twoWriters } from './problems/core.ts';
import type { Problem } from './problems/problem.ts';
import type { Memory } from './unit/files/unit-state.ts';
import type { Validation } from './validate.ts';

/** What is published where, and by whom. */
export interface Publication {
  readonly validation: Validation;
  readonly config: Config;
  /** Whether this unit publishes; it contributes in any case. */
  readonly isLeader: boolean;
  readonly relations: readonly JujuRelation[];
}

/** What one plugin wants in one relation. */
interface Want {
  readonly plugin: string;
  readonly databag: Databag;
}

/**
 * Calls `publishRelation`, and makes each databag what the plugins want in it together, once. Returns the keys that two
 * of them want: nothing is written then.
 *
 * @param log - told what changed, in one clause, without any value
 */
export async function publish(
  charm: Charm,
  { validation, config, isLeader, relations }: Publication,
  tools: HookTools,
  contribute: (plugin: string, text: string) => void,
  log: (change: string) => void,
): Promise<Problem[]> {
  const { spec, draft } = validation;
  const wants = new Map<JujuRelation, Want[]>(relations.map((relation) => [relation, []]));
  await charm.call.publishRelation({
    contextFor: (turn) => ({
      spec,
      config,
      entries: draft.entries,
      isLeader,
      relations: relations.map((relation) =>
        publishable(relation, turn, wants.get(relation) ?? []),
      ),
      contribute(text) {
        if (turn.use('contribute')) contribute(turn.plugin, text);
      },
    }),
    failed(error) {
      throw error;
    },
  });
  const problems = [...wants].flatMap(([{ id }, wanted]) => conflicts(id, wanted));
  if (problems.length > 0) return problems;
  for (const [relation, wanted] of wants) {
    if (wanted.length > 0) write(tools, relation, wanted, log);
  }
  return [];
}

function publishable(relation: JujuRelation, turn: Turn, wanted: Want[]): BackupRelation {
  return {
    id: relation.id,
    get application() {
      return relation.application;
    },
    provider: relation.provider,
    committed: relation.committed,
    publish(databag) {
      if (turn.use('publish')) wanted.push({ plugin: turn.plugin, databag: { ...databag } });
    },
  };
}

function conflicts(relation: string, wanted: readonly Want[]): Problem[] {
  const writers = new Map<string, Set<string>>();
  for (const { plugin, databag } of wanted) {
    for (const key of Object.keys(databag)) {
      writers.set(key, (writers.get(key) ?? new Set()).add(plugin));
    }
  }
  return [...writers]
    .filter(([, plugins]) => plugins.size > 1)
    .map(([key, plugins]) => ({ ...twoWriters(key, relation, [...plugins]), plugin: 'charm' }));
}

function write(
  tools: HookTools,
  relation: JujuRelation,
  wanted: readonly Want[],
  log: (change: string) => void,
): void {
  const all: Databag = Object.fromEntries(wanted.flatMap(({ databag }) => Object.entries(databag)));
  const { changed, stale } = difference(relation.committed(), all);
  if (changed.length === 0 && stale.length === 0) return;
  tools.relationSet(relation.id, 'application', {
    ...Object.fromEntries(stale.map((key) => [key, ''])),
    ...Object.fromEntries(changed.map((key) => [key, all[key] ?? ''])),
  });
  if (changed.length > 0) log(`published ${changed.join(', ')} (${relation.id})`);
  if (stale.length > 0) log(`withdrew ${stale.join(', ')} (${relation.id})`);
}

/** Makes this unit's contribution under a plugin's name equal to a text. Juju is asked only where memory does not tell. */
export function contributor(peers: Peers, memory: Memory): (plugin: string, text: string) => void {
  return (plugin, text) => {
    if (memory.contributed !== undefined && (memory.contributed[plugin] ?? '') === text) return;
    memory.contributed = peers.contributed();
    if (memory.contributed === undefined || (memory.contributed[plugin] ?? '') === text) return;
    peers.contribute(plugin, text);
    // Juju has not committed it yet: the next event reads it.
    memory.contributed = undefined;
  };
}
