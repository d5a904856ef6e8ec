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
    // What a `..` leads to is said already.
    const plain = paths.filter((file) => !file.split('/').includes('..'));
    const [behind, ...others] = plain.filter((file) => realPath(file) !== file);
    if (behind === undefined) return;
    report(
      linkedParent(entry, [behind, ...others], others.length === 0 ? realPath(behind) : undefined),
    );
  });
