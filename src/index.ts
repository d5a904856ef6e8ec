/**
 * What a fork and a site's own plugin build on: the plugin API, and the plugins and relation formats that come with the
 * charm.
 *
 * @packageDocumentation
 */
export { Charm } from './core/charm.ts';
export {
  type ActionContext,
  type ActionResults,
  type CharmHooks,
  type ConfigStanding,
  type FolderDraft,
  type MaterializeFilesContext,
  type Note,
  type PublishRelationContext,
  stages,
  type ValidateConfigContext,
} from './core/hooks/hooks.ts';
export type { Plugin } from './core/hooks/plugin.ts';
export type { BackupRelation, ProviderRelation } from './core/juju/backup-relation.ts';
export type { Config, ConfigValue } from './core/juju/config.ts';
export type { Databag } from './core/juju/databag.ts';
export type { SecretAnswer } from './core/juju/secrets.ts';
export { after, before, type PluginList, replace, without } from './core/plugin-list.ts';
export { CharmError } from './core/problems/charm-error.ts';
export { type KindInfo, kind, type ProblemKind } from './core/problems/kind.ts';
export type { Finding, Problem, Severity } from './core/problems/problem.ts';
export { quote } from './core/problems/quote.ts';
export type { ScriptEnd, ScriptRun } from './core/process/run-script.ts';
export {
  type Draft,
  type FilesetEntry,
  type FrozenDraft,
  type GlobPattern,
  pathsOnAllUnits,
  type Script,
  specOf,
} from './core/spec/draft.ts';
export type { CheckTarget, FormatTarget, RelationFormat } from './core/spec/relation-format.ts';
export { type BackupSpec, type Extensions, scriptOptions } from './core/spec/spec.ts';
export {
  type DiskPath,
  ifThere,
  type Look,
  type Mount,
  type UnitDisk,
  Unreadable,
} from './core/unit/disk/unit-disk.ts';
export type { KeptFile } from './core/unit/files/kept-files.ts';
export type { ManagedBase } from './core/unit/files/managed-base.ts';
export type { OutsideFile, OutsideFiles } from './core/unit/files/outside-files.ts';
export { PluginOptions } from './core/validators/plugin-options.ts';
export type {
  Validator,
  ValidatorContext,
  ValidatorFactory,
  ValidatorHooks,
  Validators,
} from './core/validators/validator.ts';
export { check } from './plugins/check/check.ts';
export { absolutePaths } from './plugins/fileset/absolute-paths.ts';
export { automounts } from './plugins/fileset/disk/automounts.ts';
export { linkedParents } from './plugins/fileset/disk/linked-parents.ts';
export { missingPaths } from './plugins/fileset/disk/missing-paths.ts';
export { nestedMounts } from './plugins/fileset/disk/nested-mounts.ts';
export { nestedPaths } from './plugins/fileset/disk/nested-paths.ts';
export { pseudoFileSystems } from './plugins/fileset/disk/pseudo-file-systems.ts';
export { sockets } from './plugins/fileset/disk/sockets.ts';
export { symbolicLinks } from './plugins/fileset/disk/symbolic-links.ts';
export { unreadablePaths } from './plugins/fileset/disk/unreadable-paths.ts';
export { fileset } from './plugins/fileset/fileset.ts';
export { globs } from './plugins/fileset/globs/globs.ts';
export { pathLengths } from './plugins/fileset/path-lengths.ts';
export { lastBackup } from './plugins/last-backup/last-backup.ts';
export { metrics } from './plugins/metrics/metrics.ts';
export { pathsExist } from './plugins/paths-exist/paths-exist.ts';
export { protectedPaths } from './plugins/protected-paths/protected-paths.ts';
export { rehearse } from './plugins/rehearse/rehearse.ts';
export { backupFormatV0, backupV0 } from './plugins/relation-publisher/backup-v0.ts';
export { relationPublisher } from './plugins/relation-publisher/relation-publisher.ts';
export { originalScripts } from './plugins/run-scripts/original-scripts.ts';
export { runScripts } from './plugins/run-scripts/run-scripts.ts';
export { scriptChecks } from './plugins/run-scripts/script-checks.ts';
export { scriptSyntax } from './plugins/script-syntax/script-syntax.ts';
export { showSpec } from './plugins/show-spec/show-spec.ts';
export { sizeBudget } from './plugins/size-budget/size-budget.ts';
export { bundledValidators, standard } from './plugins/standard.ts';
export { run } from './run.ts';
