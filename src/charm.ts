import { Charm } from './core/charm.ts';
import type { Validators } from './core/validator.ts';
import { absolutePaths } from './plugins/fileset/absolute-paths.ts';
import { fileset } from './plugins/fileset/fileset.ts';
import { globs } from './plugins/fileset/globs.ts';
import { missingPaths } from './plugins/fileset/missing-paths.ts';
import { nestedMounts } from './plugins/fileset/nested-mounts.ts';
import { nestedPaths } from './plugins/fileset/nested-paths.ts';
import { pathLengths } from './plugins/fileset/path-lengths.ts';
import { pseudoFileSystems } from './plugins/fileset/pseudo-file-systems.ts';
import { symbolicLinks } from './plugins/fileset/symbolic-links.ts';
import { backupV0 } from './plugins/relation-publisher/backup-v0.ts';
import { relationPublisher } from './plugins/relation-publisher/relation-publisher.ts';
import { originalScripts } from './plugins/run-scripts/original-scripts.ts';
import { runScripts } from './plugins/run-scripts/run-scripts.ts';
import { scriptChecks } from './plugins/run-scripts/script-checks.ts';

/** The plugins, in the order in which they run. */
const plugins = [
  fileset(),
  absolutePaths(),
  globs(),
  pathLengths(),
  missingPaths(),
  symbolicLinks(),
  nestedMounts(),
  pseudoFileSystems(),
  nestedPaths(),
  runScripts(),
  scriptChecks(),
  relationPublisher({ format: backupV0 }),
  originalScripts(),
];

/** What the config option `plugins` can turn on besides. A plugin of these is loaded only then. */
const validators: Validators = {
  'paths-exist': async () => (await import('./plugins/paths-exist/paths-exist.ts')).pathsExistFrom,
  'protected-paths': async () =>
    (await import('./plugins/protected-paths/protected-paths.ts')).protectedPathsFrom,
  'script-syntax': async () =>
    (await import('./plugins/script-syntax/script-syntax.ts')).scriptSyntaxFrom,
  'size-budget': async () => (await import('./plugins/size-budget/size-budget.ts')).sizeBudgetFrom,
};

/** The composition. This file is the one that a fork edits. */
export const charm = new Charm(plugins, validators);
