import { isPseudo } from '../../../core/unit/disk/mounts.ts';
import { addTo, entryCheck } from '../entry-check.ts';
import { pseudoFileSystem } from '../problems.ts';
import { mountOf } from './mounts.ts';

/** Refuses paths on file systems that the kernel makes up, such as proc and sysfs. */
export const pseudoFileSystems = () =>
  entryCheck('pseudo-file-systems', [pseudoFileSystem], ({ disk, report }) => (entry, paths) => {
    const byType = new Map<string, string[]>();
    for (const path of paths) {
      const mount = mountOf(disk, path);
      if (mount !== undefined && isPseudo(mount)) addTo(byType, mount.type, path);
    }
    for (const [type, found] of byType) report(pseudoFileSystem(entry, found, type));
  });
