import type { HookContext } from '../run/hook-context.ts';
import type { Arguments, FlagKinds } from './arguments.ts';

/** One hook tool: its flags, and what it does. Returns its stdout. */
export interface Tool {
  readonly flags: FlagKinds;
  /** @throws ToolError where Juju's tool would refuse or fail */
  run(context: HookContext, args: Arguments, stdin: string): string;
}
