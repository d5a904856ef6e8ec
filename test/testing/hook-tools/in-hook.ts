import { expect } from 'vitest';
import type { FrontEnd } from '../../../src/testing/index.ts';
import { type CallTool, deployment, scripted, zero } from '../fixtures.ts';

interface Place {
  readonly unit?: string;
  readonly event?: string;
}

/** Runs `body` in a hook: of the leader of two units, related to bacula-fd, unless `place` says otherwise. */
export async function inHook(body: (tool: CallTool) => void, place: Place = {}, setUp?: SetUp) {
  const { unit = zero, event = 'update-status' } = place;
  let isArmed = false;
  const runs: string[] = [];
  const frontEnd: FrontEnd = scripted((tool, hook) => {
    if (!isArmed || hook.unit !== unit || hook.event !== event) return 0;
    runs.push(hook.event);
    body(tool);
    return 0;
  });
  await using juju = deployment({ frontEnd });
  await juju.deploy(2);
  await juju.integrate('bacula-fd');
  await setUp?.(juju);
  isArmed = true;
  if (event.startsWith('backup-relation-')) await juju.removeRelation('backup:1');
  else await juju.fire(event, unit);
  expect(runs).toEqual([event]);
}

export type SetUp = (juju: ReturnType<typeof deployment>) => unknown;

export const ok = (stdout: string) => ({ code: 0, stdout, stderr: '' });
export const refused = (code: number, message: string) => ({
  code,
  stdout: '',
  stderr: `ERROR ${message}\n`,
});
