import path from 'node:path';
import type { Charm } from './charm.ts';
import type { ConfigStanding } from './hooks/hooks.ts';
import type { Host, Surroundings } from './host.ts';
import type { Config } from './juju/config.ts';
import type { Unit } from './juju/event.ts';
import type { HookTools } from './juju/hook-tools.ts';
import { Peers } from './juju/peers.ts';
import type { ScriptRun } from './process/run-script.ts';
import { standingOf } from './standing.ts';
import { UnitDisk } from './unit/disk/unit-disk.ts';
import { decodeEnvironment, environmentFile } from './unit/files/environment-file.ts';
import { type KeptFile, keptFiles } from './unit/files/kept-files.ts';
import { ManagedFolder } from './unit/files/managed-folder.ts';
import { UnitState } from './unit/files/unit-state.ts';

/** What an action may learn and do on the unit that it runs on. */
interface ActionUnit {
  readonly disk: UnitDisk;
  standing(): Promise<ConfigStanding>;
  files(): Promise<readonly KeptFile[]>;
  secretValues(): readonly string[];
  /** @param progress - takes lines for whoever waits */
  run(name: string, seconds: number, progress: (line: string) => void): Promise<ScriptRun>;
}

/** Nothing is read from the disk, or asked of Juju, before it is called for. What the unit remembers stays as it is. */
export function actionUnit(
  charm: Charm,
  host: Host,
  tools: HookTools,
  unit: Unit,
  { config, relations, disk: first }: Pick<Surroundings, 'relations' | 'disk'> & { config: Config },
): ActionUnit {
  let disk = first;
  const ids = relations.map(({ id }) => id);
  const folder = new ManagedFolder(host.root, unit.application);
  const put = () => new UnitState(host.root, unit).memory.files;
  const files = () => keptFiles(folder, put());
  const secretValues = () => Object.values(decodeEnvironment(put()[environmentFile] ?? ''));
  return {
    get disk() {
      return disk;
    },
    files,
    secretValues,
    async standing() {
      if (ids.length === 0) return 'no-relation';
      const made = { config, options: charm.options, relations: ids };
      const peers = new Peers(tools, unit);
      const { isConfirmed } = await standingOf(made, peers, new UnitState(host.root, unit), true);
      return isConfirmed ? 'published' : 'not-published';
    },
    async run(name, seconds, progress) {
      const file = (await files()).find((each) => each.name === name);
      if (file?.state !== 'right') {
        throw new Error(`run: ${JSON.stringify(name)} is no file in ${folder.path} as it was put`);
      }
      const { runScript } = await import('./process/run-script.ts');
      const run = await runScript(path.join(host.root, file.path), {
        seconds,
        hidden: secretValues(),
        progress: (passed) => progress(`${name} is still running, ${Math.floor(passed)} s`),
      });
      disk = new UnitDisk(host.root);
      return run;
    },
  };
}
