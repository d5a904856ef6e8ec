import type { Databag } from './databag.ts';
import type { HookTools } from './hook-tools.ts';

/** One `backup` relation, as every unit sees it. */
export interface ProviderRelation {
  /** `backup:<number>`. */
  readonly id: string;
  /** The name of the provider's application. Asked of Juju once, and only when it is read. */
  readonly application: string;
  /** The application databag of the provider. Read once, and only when it is asked for. */
  provider(): Databag;
}

/** One `backup` relation with this application's databag, which is for the leader only. */
export interface BackupRelation extends ProviderRelation {
  /** The databag as it was when the hook started: what Juju has committed. Read once. */
  committed(): Databag;
  /**
   * Says what the plugin wants in the databag. Once the hook is over, the databag is what all plugins want in it
   * together; where none wants anything, it stays. A key that two plugins want differs from what either knows, so
   * nothing is written then.
   */
  publish(databag: Databag): void;
}

/** A relation as core sees it: what a plugin is given comes from it. */
export type JujuRelation = Omit<BackupRelation, 'publish'>;

export function backupRelation(tools: HookTools, id: string, application: string): JujuRelation {
  let committed: Databag | undefined;
  let provided: Databag | undefined;
  let provider: string | undefined;
  const relation = {
    id,
    get application() {
      provider ??= tools.relationListApp(id);
      return provider;
    },
    provider() {
      provided ??= tools.relationGet(id, relation.application);
      return provided;
    },
    committed() {
      committed ??= tools.relationGet(id, application);
      return committed;
    },
  };
  return relation;
}

/** What of `wanted` has to be set to make it of `current`: an empty value deletes a key. */
export function difference(
  current: Databag,
  wanted: Databag,
): { changed: string[]; stale: string[] } {
  return {
    stale: Object.keys(current).filter((key) => !Object.hasOwn(wanted, key)),
    changed: Object.keys(wanted).filter((key) => current[key] !== wanted[key]),
  };
}
