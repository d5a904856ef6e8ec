import type { BackupRelation } from '../../core/juju/backup-relation.ts';
import type { Plugin } from '../../core/plugin.ts';

/**
 * Removes the scripts that the Python charm left, once no databag names them.
 *
 * A databag is committed when the hook has ended, so the folder outlives the event that publishes the new paths. Only
 * the leader can read the databag; on other units the folder is closed to everybody but root.
 */
export function originalScripts(): Plugin {
  const name = 'original-scripts';
  return {
    name,
    apply(charm) {
      charm.hooks.publishRelation.tap(name, ({ isLeader, relations, originals }) => {
        for (const folder of originals.list()) {
          const isKnown = isLeader || relations.length === 0;
          const isNamed = isKnown && relations.some((relation) => names(relation, folder));
          if (isKnown && !isNamed) originals.remove(folder);
          else originals.restrict(folder);
        }
      });
    },
  };
}

function names(relation: BackupRelation, folder: string): boolean {
  return Object.values(relation.committed()).some((value) => value.startsWith(`${folder}/`));
}
