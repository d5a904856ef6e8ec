import type { RunTool, ToolResult } from '../../core/juju/hook-tools.ts';
import { interpret, missingTool, toolNames } from '../hook-tools/index.ts';
import { applyFault, type Fault, findFault } from './faults.ts';
import type { HookContext } from './hook-context.ts';

/** One call of a hook tool, and what came of it. */
export interface ToolCall extends ToolResult {
  readonly argv: readonly [string, ...string[]];
  readonly stdin: string;
}

/** The hook tools as one run of a hook has them, with the faults that are set. */
export class ToolCalls {
  /** The calls so far. One whose tool was missing is none. */
  readonly made: ToolCall[] = [];
  readonly #context: HookContext;
  readonly #faults: readonly Fault[];

  constructor(context: HookContext, faults: readonly Fault[]) {
    this.#context = context;
    this.#faults = faults;
  }

  readonly run: RunTool = (argv, stdin) => {
    const fault = findFault(this.#faults, argv[0], this.made.length + 1);
    if (fault === 'missing' || !toolNames.includes(argv[0])) return missingTool(argv[0]);
    const result = applyFault(fault, () => interpret(this.#context, argv, stdin));
    this.made.push({ argv, stdin, ...result });
    return result;
  };

  /** The tools that the next call finds on PATH. */
  get present(): string[] {
    const call = this.made.length + 1;
    return toolNames.filter((tool) => findFault(this.#faults, tool, call) !== 'missing');
  }
}
