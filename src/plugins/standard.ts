import type { Validators } from '../core/validators/validator.ts';
import { check } from './check/check.ts';
import { absolutePaths } from './fileset/absolute-paths.ts';
import { automounts } from './fileset/disk/automounts.ts';
import { linkedParents } from './fileset/disk/linked-parents.ts';
import { missingPaths } from './fileset/disk/missing-paths.ts';
import { nestedMounts } from './fileset/disk/nested-mounts.ts';
import { nestedPaths } from './fileset/disk/nested-paths.ts';
import { pseudoFileSystems } from './fileset/disk/pseudo-file-systems.ts';
import { sockets } from './fileset/disk/sockets.ts';
import { symbolicLinks } from './fileset/disk/symbolic-links.ts';
import { unreadablePaths } from './fileset/disk/unreadable-paths.ts';
import { fileset } from './fileset/fileset.ts';
import { globs } from './fileset/globs/globs.ts';
import { pathLengths } from './fileset/path-lengths.ts';
import { lastBackup } from './last-backup/last-backup.ts';
import { metrics } from './metrics/metrics.ts';
import { rehearse } from './rehearse/rehearse.ts';
import { backupV0 } from './relation-publisher/backup-v0.ts';
import { relationPublisher } from './relation-publisher/relation-publisher.ts';
import { originalScripts } from './run-scripts/original-scripts.ts';
import { runScripts } from './run-scripts/run-scripts.ts';
import { scriptChecks } from './run-scripts/script-checks.ts';
import { showSpec } from './show-spec/show-spec.ts';

/** The plugins that make the charm, in the order in which they run. */
export const standard = () => [
  // What to save.
  fileset(),
  absolutePaths(),
  globs(),
  pathLengths(),
  // What this unit's disk says of it.
  missingPaths(),
  unreadablePaths(),
  sockets(),
  symbolicLinks(),
  linkedParents(),
  nestedMounts(),
  automounts(),
  pseudoFileSystems(),
  nestedPaths(),
  // What to run around it.
  runScripts(),
  scriptChecks(),
  originalScripts(),
  // Whether it ran.
  lastBackup(),
  metrics(),
  // Whom to tell, and how.
  relationPublisher({ format: backupV0 }),
  // What an operator can ask.
  check(),
  showSpec(),
  rehearse(),
];

/** What the config option `plugins` can turn on besides, each loaded only then. */
export const bundledValidators: Validators = {
  'paths-exist': async () => (await import('./paths-exist/paths-exist.ts')).pathsExistFrom,
  'protected-paths': async () =>
    (await import('./protected-paths/protected-paths.ts')).protectedPathsFrom,
  'script-syntax': async () => (await import('./script-syntax/script-syntax.ts')).scriptSyntaxFrom,
  'size-budget': async () => (await import('./size-budget/size-budget.ts')).sizeBudgetFrom,
};
