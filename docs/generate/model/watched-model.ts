import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Charm } from '../../../src/core/charm.ts';
import { Deployment, inProcess, type Metadata, type ToolCall } from '../../../src/testing/index.ts';

/** One hook or action that ran, with the hook tools that it called. */
export interface Ran {
  readonly event: string;
  readonly unit: string;
  /** Whether the unit was the leader when it began. */
  readonly isLeader: boolean;
  readonly calls: readonly ToolCall[];
}

/**
 * A model of Juju with the charm in it, which notes what runs. The caller closes it.
 *
 * @param folders - what is on the disk of every machine, by absolute path
 */
export function watchedModel(charm: Charm, metadata: Metadata, folders: readonly string[]) {
  const ran: Ran[] = [];
  const frontEnd = inProcess(charm);
  const juju: Deployment = new Deployment({
    metadata,
    frontEnd: {
      ...frontEnd,
      run(hook) {
        const { event, unit, root, tools } = hook;
        for (const folder of folders) mkdirSync(path.join(root, folder), { recursive: true });
        ran.push({ event, unit, isLeader: juju.leader === unit, calls: tools.made });
        return frontEnd.run(hook);
      },
    },
  });
  return {
    juju,
    /** What has run since it was asked last. */
    news: (): readonly Ran[] => ran.splice(0),
  };
}

/** The hook tools called, in the order of their first calls, as in `config-get, relation-get × 2`. */
export function toolsOf({ calls }: Ran): string {
  if (calls.length === 0) return 'none';
  const tools = Map.groupBy(calls, ({ argv: [tool] }) => tool);
  const counted = [...tools].map(([tool, { length }]) =>
    length === 1 ? `\`${tool}\`` : `\`${tool}\` × ${length}`,
  );
  return `${calls.length}: ${counted.join(', ')}`;
}
