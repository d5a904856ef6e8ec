import type { Databag } from './databag.ts';
import type { HookTools } from './hook-tools.ts';

/** The application databag of one `backup` relation. For the leader only. */
export interface BackupRelation {
  /** `backup:<number>`. */
  readonly id: string;
  read(): Databag;
  /** Makes the databag equal to `wanted`: reads, compares, writes only the difference, deletes what is stale. */
  replace(wanted: Databag): void;
}

/** @param log - told what changed, in one clause, without any value */
export function backupRelation(
  tools: HookTools,
  id: string,
  application: string,
  log: (change: string) => void,
): BackupRelation {
  const read = () => tools.relationGet(id, application);
  return {
    id,
    read,
    replace(wanted) {
      const changes = difference(read(), wanted);
      const keys = Object.keys(changes);
      if (keys.length === 0) return;
      tools.relationSet(id, changes);
      log(`published ${keys.join(', ')} in ${id}`);
    },
  };
}

function difference(current: Databag, wanted: Databag): Databag {
  const stale = Object.keys(current).filter((key) => !Object.hasOwn(wanted, key));
  const changed = Object.entries(wanted).filter(([key, value]) => current[key] !== value);
  return Object.fromEntries([...stale.map((key) => [key, '']), ...changed]);
}
