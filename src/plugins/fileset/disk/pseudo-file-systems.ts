import { isPseudo } from '../../../core/unit/disk/mounts.ts';
import { entryCheck, grouped } from '../entry-check.ts';
import { pseudoFileSystem } from '../problems.ts';
import { mountOf } from './mounts.ts';

/** Refuses paths on file systems that the kernel makes up, such as proc and sysfs. */
export const pseudoFileSystems = () =>
  entryCheck('pseudo-file-systems', [pseudoFileSystem], ({ disk, report }) => (entry, paths) => {
    const byType = grouped(paths, (path) => {
      const mount = mountOf(disk, path);
      return mount !== undefined && isPseudo(mount) ? mount.type : undefined;
    });
    for (const [type, found] of byType) report(pseudoFileSystem(entry, found, type));
  });
