import type { MaterializeFilesContext } from '../../core/hooks/hooks.ts';
import type { Plugin } from '../../core/hooks/plugin.ts';

/** A job that began before the databag was another may still look for a script. */
const day = 24 * 60 * 60 * 1000;

/**
 * Takes away what the Python charm of the same name has left: `/opt/backup-integrator-charm/<application>-<number>`, a
 * folder for each unit of the application that was ever its leader, with scripts that everybody may read. They are closed
 * to everybody but root at once, and go a day after the first event at which no databag names them any more.
 */
export function originalScripts(): Plugin<'original-scripts'> {
  const name = 'original-scripts';
  return {
    name,
    apply(charm) {
      charm.hooks.materializeFiles.tap(name, (context) => {
        const folders = foldersOf(context);
        if (folders.length === 0) return;
        for (const folder of folders) context.base.restrict(folder);
        if (context.leaving || isOver(context)) {
          for (const folder of folders) context.base.remove(folder);
        }
      });
    },
  };
}

/** Of a unit that leaves others behind on its machine, only its own. */
function foldersOf({ base, unit, leaving, isShared }: MaterializeFilesContext): string[] {
  const [application = '', number = ''] = unit.split('/');
  const pattern = new RegExp(`^${application}-${leaving && isShared ? number : '[0-9]+'}$`);
  return base.list().filter((folder) => pattern.test(folder));
}

/** Keeps when the day began. A clock that was set back begins it anew, and so does a config that is not published. */
function isOver({ isConfirmed, note, now }: MaterializeFilesContext): boolean {
  const kept = note.read() ?? '';
  if (!isConfirmed) {
    if (kept !== '') note.write('');
    return false;
  }
  const since = Number.parseInt(kept, 10);
  if (since <= now) return now - since >= day;
  note.write(String(now));
  return false;
}
