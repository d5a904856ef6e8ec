import type { Databag } from './databag.ts';
import type { HookTools } from './hook-tools.ts';

/** One `backup` relation, as every unit sees it. */
export interface ProviderRelation {
  /** `backup:<number>`. */
  readonly id: string;
  /** The application databag of the provider. Read once, and only when it is asked for. */
  provider(): Databag;
}

/** One `backup` relation with this application's databag, which is for the leader only. */
export interface BackupRelation extends ProviderRelation {
  /** The databag as it was when the hook started: what Juju has committed. Read once. */
  committed(): Databag;
  /** Makes the databag equal to `wanted`: compares, writes only the difference, deletes what is stale. */
  replace(wanted: Databag): void;
}

/** @param log - told what changed, in one clause, without any value */
export function backupRelation(
  tools: HookTools,
  id: string,
  application: string,
  log: (change: string) => void,
): BackupRelation {
  let known: Databag | undefined;
  let provided: Databag | undefined;
  const committed = () => {
    known ??= tools.relationGet(id, application);
    return known;
  };
  return {
    id,
    provider() {
      provided ??= tools.relationGet(id, tools.relationListApp(id));
      return provided;
    },
    committed,
    replace(wanted) {
      const current = committed();
      const stale = Object.keys(current).filter((key) => !Object.hasOwn(wanted, key));
      const changed = Object.keys(wanted).filter((key) => current[key] !== wanted[key]);
      if (stale.length === 0 && changed.length === 0) return;
      tools.relationSet(id, 'application', {
        ...Object.fromEntries(stale.map((key) => [key, ''])),
        ...Object.fromEntries(changed.map((key) => [key, wanted[key] ?? ''])),
      });
      if (changed.length > 0) log(`published ${changed.join(', ')} in ${id}`);
      if (stale.length > 0) log(`removed ${stale.join(', ')} from ${id}`);
    },
  };
}
