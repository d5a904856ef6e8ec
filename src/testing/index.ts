/**
 * The Juju model for tests: one application's life, with Juju's semantics, around any charm made of plugins.
 *
 * @packageDocumentation
 */
export type { ActionResult } from './action-run.ts';
export { describePlugin, type PluginTrial } from './contracts/plugin.ts';
export { describeRelationFormat } from './contracts/relation-format.ts';
export type { Suite } from './contracts/suite.ts';
export { Deployment, type DeploymentOptions } from './deployment.ts';
export type { Fault, FaultKind } from './faults.ts';
export type { Exit, FrontEnd, HookRun } from './front-end.ts';
export type { HookResult } from './hook-run.ts';
export { inProcess } from './in-process.ts';
export type { ConfigValue, Metadata } from './metadata.ts';
export type { JujuVersion, LogRecord } from './model.ts';
export type { UnitPlacement } from './placement.ts';
export { asProcesses, type ProcessOptions, type RunningHook } from './process/front-end.ts';
export type { Databag } from './relation.ts';
export type { ConfigChanges } from './settings.ts';
export type { Outcome, RelationState, State } from './single-hook.ts';
export { runHook } from './single-hook.ts';
export type { ToolCall } from './tool-calls.ts';
export type { Unit, UnitStatus } from './unit.ts';
