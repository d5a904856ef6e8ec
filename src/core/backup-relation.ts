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
      const current = read();
      const stale = Object.keys(current).filter((key) => !Object.hasOwn(wanted, key));
      const changed = Object.keys(wanted).filter((key) => current[key] !== wanted[key]);
      if (stale.length === 0 && changed.length === 0) return;
      tools.relationSet(id, {
        ...Object.fromEntries(stale.map((key) => [key, ''])),
        ...Object.fromEntries(changed.map((key) => [key, wanted[key] ?? ''])),
      });
      if (changed.length > 0) log(`published ${changed.join(', ')} in ${id}`);
      if (stale.length > 0) log(`removed ${stale.join(', ')} from ${id}`);
    },
  };
}
