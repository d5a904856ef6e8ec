import type { ToolResult } from '../../core/juju/hook-tools.ts';
import type { HookContext } from '../run/hook-context.ts';
import { actionFail, actionGet, actionLog, actionSet } from './action.ts';
import { applicationVersionSet } from './application-version-set.ts';
import { parseArguments } from './arguments.ts';
import { configGet } from './config-get.ts';
import { ToolError } from './error.ts';
import { isLeader } from './is-leader.ts';
import { jujuLog } from './juju-log.ts';
import { relationGet } from './relation-get.ts';
import { relationIds } from './relation-ids.ts';
import { relationList } from './relation-list.ts';
import { relationSet } from './relation-set.ts';
import { resourceGet } from './resource-get.ts';
import { secretGet } from './secret-get.ts';
import { statusGet, statusSet } from './status.ts';
import type { Tool } from './tool.ts';

const tools: ReadonlyMap<string, Tool> = new Map([
  ['action-fail', actionFail],
  ['action-get', actionGet],
  ['action-log', actionLog],
  ['action-set', actionSet],
  ['application-version-set', applicationVersionSet],
  ['config-get', configGet],
  ['is-leader', isLeader],
  ['juju-log', jujuLog],
  ['relation-get', relationGet],
  ['relation-ids', relationIds],
  ['relation-list', relationList],
  ['relation-set', relationSet],
  ['resource-get', resourceGet],
  ['secret-get', secretGet],
  ['status-get', statusGet],
  ['status-set', statusSet],
]);

/** The hook tools that the model has. */
export const toolNames: readonly string[] = [...tools.keys()];

/** Runs one hook tool against a hook's context. A tool that the model does not have is missing, as from PATH. */
export function interpret(
  context: HookContext,
  [name, ...args]: readonly [string, ...string[]],
  stdin: string,
): ToolResult {
  const tool = tools.get(name);
  if (tool === undefined) return missingTool(name);
  try {
    const stdout = tool.run(context, parseArguments(args, tool.flags), stdin);
    return { code: 0, stdout, stderr: '' };
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    return { code: error.code, stdout: '', stderr: `ERROR ${error.message}\n` };
  }
}

/** What starting an executable that is not on PATH comes to. */
export function missingTool(name: string): ToolResult {
  return { code: null, stdout: '', stderr: `spawnSync ${name} ENOENT` };
}
