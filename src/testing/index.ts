/**
 * The Juju model for tests: one application's life, with Juju's semantics, around any charm made of plugins.
 *
 * @packageDocumentation
 */

export { type CharmTrial, describeCharm, type TriedCharm } from './contracts/charm/charm.ts';
export { describePlugin, type PluginTrial } from './contracts/plugin/plugin.ts';
export {
  describeRelationFormat,
  type RelationFormatTrial,
} from './contracts/relation-format/relation-format.ts';
export { describeSitePlugin, type SitePluginTrial } from './contracts/site-plugin/site-plugin.ts';
export type { Suite } from './contracts/suite.ts';
export { type InProcessOptions, inProcess } from './in-process.ts';
export { Deployment, type DeploymentOptions } from './model/deployment.ts';
export type { ConfigValue, Metadata } from './model/metadata.ts';
export type { JujuVersion, LogRecord } from './model/model.ts';
export type { UnitPlacement } from './model/placement.ts';
export type { Databag } from './model/relation.ts';
export type { SecretContent } from './model/secrets/secret.ts';
export type { UserSecrets } from './model/secrets/user-secrets.ts';
export type { ConfigChanges } from './model/settings.ts';
export type { Unit, UnitStatus } from './model/unit.ts';
export { asProcesses, type ProcessOptions, type RunningHook } from './process/front-end.ts';
export type { ActionResult } from './run/action-run.ts';
export { type Fault, type FaultKind, faultKinds } from './run/faults.ts';
export type { Exit, FrontEnd, HookRun } from './run/front-end.ts';
export type { HookResult } from './run/hook-run.ts';
export type { Outcome, RelationState, State } from './run/single-hook.ts';
export { runHook } from './run/single-hook.ts';
export type { ToolCall } from './run/tool-calls.ts';
