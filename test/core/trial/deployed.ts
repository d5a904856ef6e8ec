import { onTestFinished } from 'vitest';
import { Charm } from '../../../src/core/charm.ts';
import type { Plugin } from '../../../src/core/hooks/plugin.ts';
import { Deployment, type HookResult, inProcess } from '../../../src/testing/index.ts';
import { metadata } from '../../support/deployment.ts';
import { tiny } from './tiny.ts';

/** A model with a charm of these plugins in it, closed when the test is over. */
export async function deployed(
  plugins: readonly Plugin[],
  units = 1,
  more: { readonly actions?: Readonly<Record<string, object>> } = {},
): Promise<Deployment> {
  const deployment = new Deployment({
    metadata: { ...metadata, ...more },
    frontEnd: inProcess(new Charm(plugins)),
  });
  onTestFinished(() => deployment.close());
  await deployment.deploy(units);
  return deployment;
}

/** Takes the option `fileset` for a path, and publishes it. */
export const filesetPlugin = tiny('path', {
  read({ config, draft }) {
    const value = config.text('fileset');
    if (value !== undefined) draft.entries = [{ value, line: 1, paths: [value] }];
  },
  publish({ spec, isLeader, relations }) {
    if (!isLeader) return;
    for (const relation of relations) relation.publish({ fileset: spec.fileset.join() });
  },
});

/** What hooks wrote to stderr, a line each. */
export function said(results: readonly HookResult[]): string[] {
  return results.flatMap(({ stderr }) => stderr.split('\n')).filter((line) => line !== '');
}
