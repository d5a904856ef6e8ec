import { describeVerdict, isClean, type Verdict } from './bconsole.ts';
import type { Protected } from './configuration.ts';
import type { Suite } from './suite.ts';
import { differences, snapshot, wipe } from './tree.ts';

/** What a backup, a wipe and a restore have come to. */
export interface Cycle {
  readonly backup: Verdict;
  readonly restore: Verdict;
  /** What is not as it was before the backup. */
  readonly differences: readonly string[];
}

/** @param meant - the host paths that must come back; and are wiped in between, unless `lose` does another thing */
export async function runCycle(
  suite: Suite,
  unit: Protected,
  meant: readonly string[],
  lose: () => void = () => meant.forEach(wipe),
): Promise<Cycle> {
  const before = snapshot(meant);
  const backup = await suite.backup(unit.name);
  lose();
  const restore = await suite.restore(unit);
  return { backup, restore, differences: differences(before, snapshot(meant)) };
}

/** Everything that is wrong with a cycle; empty where all came back and both jobs are clean. */
export function troubles({ backup, restore, differences }: Cycle): string[] {
  return [
    ...(isClean(backup) ? [] : [`backup: ${describeVerdict(backup)}\n${backup.log}`]),
    ...(isClean(restore) ? [] : [`restore: ${describeVerdict(restore)}\n${restore.log}`]),
    ...differences,
  ];
}
