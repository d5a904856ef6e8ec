import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  type Deployment,
  type FrontEnd,
  type HookResult,
  inProcess,
} from '../../src/testing/index.ts';
import { charm } from './standard.ts';

export const [zero, one, two] = [
  'backup-integrator/0',
  'backup-integrator/1',
  'backup-integrator/2',
] as const;

/** Puts files on one unit's disk. */
export function put(deployment: Deployment, unit: string, ...paths: readonly string[]): void {
  for (const path of paths) {
    const file = join(deployment.unit(unit).root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, '');
  }
}

/** Takes files off one unit's disk. */
export function drop(deployment: Deployment, unit: string, ...paths: readonly string[]): void {
  for (const path of paths)
    rmSync(join(deployment.unit(unit).root, path), { recursive: true, force: true });
}

/** The paths that the first `backup` relation asks for; none where there is no databag. */
export function published(deployment: Deployment): string[] {
  const [id] = deployment.relationIds();
  const fileset = id === undefined ? undefined : deployment.databag(id)['fileset'];
  return fileset?.split(',') ?? [];
}

/** What a unit contributes: the text in its own databag of the peer relation. */
export function contribution(deployment: Deployment, unit: string): string | undefined {
  const [id] = deployment.relationIds('peers');
  return id === undefined ? undefined : deployment.databag(id, unit)['globs'];
}

/** `<unit's number> <event>: <hook tools called>`, for each hook that called any. */
export function callsOf(results: readonly HookResult[]): string[] {
  return results
    .filter(({ calls }) => calls.length > 0)
    .map(({ unit, event, calls }) => {
      const tools = calls.map(({ argv }) => argv[0]);
      return `${unit.split('/')[1]} ${event}: ${tools.join(' ')}`;
    });
}

/** The charm in process. On units that are down, every hook fails at once; `beforeHook` is told the unit before each other. */
export function watched(
  down: ReadonlySet<string> = new Set(),
  beforeHook: (unit: string) => void = () => {},
): FrontEnd {
  const real = inProcess(charm);
  return {
    ...real,
    async run(hook) {
      if (down.has(hook.unit)) return { code: 1, signal: null, stdout: '', stderr: 'down\n' };
      beforeHook(hook.unit);
      return real.run(hook);
    },
  };
}
