import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import type { Deployment, FrontEnd } from '../../../src/testing/index.ts';
import { lay, model } from '../../support/deployment.ts';

export const dump = '#!/bin/sh\nPGPASSWORD=hunter2 pg_dumpall\n';
export const noop = '#!/bin/sh\n# This script is not set.\nexit 0\n';
export const sum = (text: string) => createHash('sha256').update(text).digest('hex');

/** Two units with a fileset and a script, related. */
export async function deployed(frontEnd?: FrontEnd): Promise<Deployment> {
  const deployment = model(frontEnd);
  await deployment.deploy(2);
  lay(deployment, '/etc/hosts', '/srv/a/');
  await deployment.configure({ fileset: '/etc,/srv/*', 'run-before-backup': dump });
  await deployment.integrate('bacula-fd');
  return deployment;
}

/** The results of the action on a unit. */
export async function show(deployment: Deployment, unit: string) {
  const { status, results } = await deployment.runAction(unit, 'show-spec');
  expect(status).toBe('completed');
  return results;
}
