import path from 'node:path';
import { ifThere } from '../../../core/unit/disk/unit-disk.ts';
import { entryCheck } from '../entry-check.ts';
import { linkedParent } from '../problems.ts';

/** Warns of paths behind a symbolic link: Bacula saves them there, and its restore makes no folder behind a link. */
export const linkedParents = () =>
  entryCheck('linked-parents', [linkedParent], ({ disk, report }) => (entry, paths) => {
    const realPath = (file: string) => {
      const folder = ifThere(disk.realpath(path.dirname(file)));
      return folder === undefined ? file : path.join(folder, path.basename(file));
    };
    const [behind, ...others] = paths.filter((file) => {
      const cut = file.lastIndexOf('/');
      const folder = file.slice(0, cut) || '/';
      if ((ifThere(disk.realpath(folder)) ?? folder) === folder) return false;
      // What a `..` leads to is said already.
      return !file.split('/').includes('..') && realPath(file) !== file;
    });
    if (behind === undefined) return;
    report(
      linkedParent(entry, [behind, ...others], others.length === 0 ? realPath(behind) : undefined),
    );
  });
