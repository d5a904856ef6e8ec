import { actionUnit } from './action-unit.ts';
import type { Charm } from './charm.ts';
import { ActionFailure } from './hooks/plugin.ts';
import { type Host, surroundingsOf } from './host.ts';
import { backupEndpoint, type Unit } from './juju/event.ts';
import { HookTools } from './juju/hook-tools.ts';
import { Peers } from './juju/peers.ts';
import { reasonOf } from './problems/charm-error.ts';
import { ManagedFolder } from './unit/files/managed-folder.ts';
import { validate } from './validate.ts';

/** Runs an action, through the plugin that implements it. One that nobody implements fails. */
export async function act(charm: Charm, host: Host, action: string, unit: Unit): Promise<void> {
  const tools = new HookTools(host.runTool);
  try {
    const run = charm.actions.get(action);
    if (run === undefined) throw new ActionFailure(`this charm has no action ${action}`);
    const parameters = tools.actionGet();
    const config = tools.configGet();
    const surroundings = surroundingsOf(host, tools, unit, tools.relationIds(backupEndpoint));
    const here = actionUnit(charm, host, tools, unit, { config, ...surroundings });
    const judge = (given = config) =>
      validate(charm, {
        ...surroundings,
        disk: here.disk,
        config: given,
        peers: new Peers(tools, unit),
        managedFolder: new ManagedFolder(host.root, unit.application).path,
      });
    const results = await run({
      contextFor: (turn) => ({
        parameters,
        config,
        get disk() {
          return here.disk;
        },
        unit: unit.name,
        secret: surroundings.secret,
        relations: surroundings.relations,
        runs: surroundings.runs,
        isLeader: () => tools.isLeader(),
        standing: here.standing,
        judge,
        files: here.files,
        secretValues: here.secretValues,
        run: async (name, seconds) =>
          here.run(name, seconds, (line) => {
            if (turn.use('run')) tools.actionLog(line);
          }),
        log(line) {
          if (turn.use('log')) tools.actionLog(line);
        },
        fail(reason, results): never {
          throw new ActionFailure(reason, results);
        },
      }),
      failed(error) {
        throw error;
      },
    });
    if (results !== undefined) tools.actionSet(results);
  } catch (error) {
    if (error instanceof ActionFailure) tools.actionSet(error.results);
    tools.actionFail(reasonOf(error));
  }
}
