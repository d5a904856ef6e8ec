/**
 * What a fork and a site's own plugin build on: the plugin API, the catalogue of problems, and the plugins and relation
 * formats that come with the charm.
 *
 * @packageDocumentation
 */

export { Charm } from './core/charm.ts';
export type {
  Hook,
  Hooks,
  MaterializeFilesContext,
  PublishRelationContext,
  ValidateConfigContext,
} from './core/hooks.ts';
export type { BackupRelation, ProviderRelation } from './core/juju/backup-relation.ts';
export type { Config, ConfigValue } from './core/juju/config.ts';
export type { Databag } from './core/juju/databag.ts';
export type { Plugin } from './core/plugin.ts';
export { CharmError } from './core/problems/charm-error.ts';
export { kind, type ProblemKind } from './core/problems/kind.ts';
export type { Finding, Problem, Severity } from './core/problems/problem.ts';
export { type Draft, type FilesetEntry, type Script, specOf } from './core/spec/draft.ts';
export type { RelationFormat } from './core/spec/relation-format.ts';
export { type BackupSpec, type ScriptOption, scriptOptions } from './core/spec/spec.ts';
export type { ManagedFolder } from './core/unit/managed-folder.ts';
export type { Mount, UnitDisk } from './core/unit/unit-disk.ts';
export { PluginOptions } from './core/validators/plugin-options.ts';
export type {
  Validator,
  ValidatorContext,
  ValidatorFactory,
  Validators,
} from './core/validators/validator.ts';
export { pathsExist } from './plugins/paths-exist/paths-exist.ts';
export { protectedPaths } from './plugins/protected-paths/protected-paths.ts';
export { backupV0 } from './plugins/relation-publisher/backup-v0.ts';
export {
  type FormatChoice,
  relationPublisher,
} from './plugins/relation-publisher/relation-publisher.ts';
export { scriptSyntax } from './plugins/script-syntax/script-syntax.ts';
export { sizeBudget } from './plugins/size-budget/size-budget.ts';
export * as problems from './problems.ts';
