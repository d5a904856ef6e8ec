import { Charm } from '../../src/core/charm.ts';
import { absolutePaths } from '../../src/plugins/fileset/absolute-paths.ts';
import { linkedParents } from '../../src/plugins/fileset/disk/linked-parents.ts';
import { missingPaths } from '../../src/plugins/fileset/disk/missing-paths.ts';
import { nestedMounts } from '../../src/plugins/fileset/disk/nested-mounts.ts';
import { nestedPaths } from '../../src/plugins/fileset/disk/nested-paths.ts';
import { pseudoFileSystems } from '../../src/plugins/fileset/disk/pseudo-file-systems.ts';
import { symbolicLinks } from '../../src/plugins/fileset/disk/symbolic-links.ts';
import { fileset } from '../../src/plugins/fileset/fileset.ts';
import { globs } from '../../src/plugins/fileset/globs/globs.ts';
import { pathLengths } from '../../src/plugins/fileset/path-lengths.ts';
import { backupV0 } from '../../src/plugins/relation-publisher/backup-v0.ts';
import { relationPublisher } from '../../src/plugins/relation-publisher/relation-publisher.ts';
import { originalScripts } from '../../src/plugins/run-scripts/original-scripts.ts';
import { runScripts } from '../../src/plugins/run-scripts/run-scripts.ts';
import { scriptChecks } from '../../src/plugins/run-scripts/script-checks.ts';
import { jsonV1 } from './json-v1.ts';
import { negotiated } from './negotiated.ts';
import { sideBySide } from './side-by-side.ts';

/**
 * The charm, publishing one JSON document: alone where the provider says that it reads json-v1, and beside the format of
 * old in every other relation. Once all providers read JSON, `{ format: jsonV1 }` is enough.
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
    relationPublisher({ format: negotiated(sideBySide(backupV0, jsonV1), jsonV1) }),
    originalScripts(),
  ],
  {
    'paths-exist': async () =>
      (await import('../../src/plugins/paths-exist/paths-exist.ts')).pathsExistFrom,
    'protected-paths': async () =>
      (await import('../../src/plugins/protected-paths/protected-paths.ts')).protectedPathsFrom,
    'script-syntax': async () =>
      (await import('../../src/plugins/script-syntax/script-syntax.ts')).scriptSyntaxFrom,
    'size-budget': async () =>
      (await import('../../src/plugins/size-budget/size-budget.ts')).sizeBudgetFrom,
  },
);
