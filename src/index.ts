/**
 * What a fork and a site's own plugin build on: the plugin API, the catalogue of problems, and the plugins and relation
 * formats that come with the charm.
 *
 * @packageDocumentation
 */
export type { BackupRelation, ProviderRelation } from './core/backup-relation.ts';
export { Charm } from './core/charm.ts';
export { CharmError } from './core/charm-error.ts';
export type { Config, ConfigValue } from './core/config.ts';
export type { Databag } from './core/databag.ts';
export { type Draft, type FilesetEntry, type Script, specOf } from './core/draft.ts';
export type {
  Hook,
  Hooks,
  MaterializeFilesContext,
  PublishRelationContext,
  ValidateConfigContext,
} from './core/hooks.ts';
export type { ManagedFolder } from './core/managed-folder.ts';
export type { Plugin } from './core/plugin.ts';
export { PluginOptions } from './core/plugin-options.ts';
export type { Finding, Problem, Severity } from './core/problem.ts';
export * as problems from './core/problems/index.ts';
export { kind, type ProblemKind } from './core/problems/kind.ts';
export type { RelationFormat } from './core/relation-format.ts';
export { type BackupSpec, type ScriptOption, scriptOptions } from './core/spec.ts';
export type { Mount, UnitDisk } from './core/unit-disk.ts';
export type {
  Validator,
  ValidatorContext,
  ValidatorFactory,
  Validators,
} from './core/validator.ts';
export { pathsExist } from './plugins/paths-exist/paths-exist.ts';
export { protectedPaths } from './plugins/protected-paths/protected-paths.ts';
export { backupV0 } from './plugins/relation-publisher/backup-v0.ts';
export {
  type FormatChoice,
  relationPublisher,
} from './plugins/relation-publisher/relation-publisher.ts';
export { scriptSyntax } from './plugins/script-syntax/script-syntax.ts';
export { sizeBudget } from './plugins/size-budget/size-budget.ts';
