import { Charm } from './core/charm.ts';
import { absolutePaths } from './plugins/fileset/absolute-paths.ts';
import { linkedParents } from './plugins/fileset/disk/linked-parents.ts';
import { missingPaths } from './plugins/fileset/disk/missing-paths.ts';
import { nestedMounts } from './plugins/fileset/disk/nested-mounts.ts';
import { nestedPaths } from './plugins/fileset/disk/nested-paths.ts';
import { pseudoFileSystems } from './plugins/fileset/disk/pseudo-file-systems.ts';
import { symbolicLinks } from './plugins/fileset/disk/symbolic-links.ts';
import { fileset } from './plugins/fileset/fileset.ts';
import { globs } from './plugins/fileset/globs/globs.ts';
import { pathLengths } from './plugins/fileset/path-lengths.ts';
import { backupV0 } from './plugins/relation-publisher/backup-v0.ts';
import { relationPublisher } from './plugins/relation-publisher/relation-publisher.ts';
import { originalScripts } from './plugins/run-scripts/original-scripts.ts';
import { runScripts } from './plugins/run-scripts/run-scripts.ts';
import { scriptChecks } from './plugins/run-scripts/script-checks.ts';

/**
 * The composition: the plugins, in the order in which they run, and then the validators that the config option `plugins`
 * can turn on, each of which is loaded only when it names them. A fork edits these lists and nothing else.
 */
export const charm = new Charm(
  [
    fileset(),
    absolutePaths(),
    globs(),
    pathLengths(),
    missingPaths(),
    symbolicLinks(),
    linkedParents(),
    nestedMounts(),
    pseudoFileSystems(),
    nestedPaths(),
    runScripts(),
    scriptChecks(),
    relationPublisher({ format: backupV0 }),
    originalScripts(),
  ],
  {
    'paths-exist': async () =>
      (await import('./plugins/paths-exist/paths-exist.ts')).pathsExistFrom,
    'protected-paths': async () =>
      (await import('./plugins/protected-paths/protected-paths.ts')).protectedPathsFrom,
    'script-syntax': async () =>
      (await import('./plugins/script-syntax/script-syntax.ts')).scriptSyntaxFrom,
    'size-budget': async () =>
      (await import('./plugins/size-budget/size-budget.ts')).sizeBudgetFrom,
  },
);
