import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { dispatchFile } from '../../../charm/contents/dispatch.ts';
import { observedEvents, readEvent } from '../../../src/core/juju/event.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

describe('dispatch', () => {
  const isStarted = (event: string | undefined) => {
    const folder = temporaryFolder();
    const { content, mode } = dispatchFile('./program');
    fs.writeFileSync(path.join(folder, 'dispatch'), content, { mode });
    fs.writeFileSync(path.join(folder, 'program'), '#!/bin/sh\necho started\n', { mode: 0o755 });
    const env = event === undefined ? {} : { JUJU_DISPATCH_PATH: event };
    const run = spawnSync(path.join(folder, 'dispatch'), { encoding: 'utf8', env });
    expect([run.status, run.stderr]).toEqual([0, '']);
    return run.stdout === 'started\n';
  };

  it.each([
    ...observedEvents.map((event) => `hooks/${event}`),
    'config-changed',
    'actions/check',
    'actions/no-such-action',
  ])('starts the charm for %s', (event) => {
    expect(isStarted(event)).toBe(true);
  });

  const others = ['collect-metrics', 'stop', 'juju-info-relation-joined', 'peers-relation-broken'];

  it.each([
    ...others.map((event) => `hooks/${event}`),
    'hooks/config-changed-not',
    'hooks/actions',
    'hooks/*',
    '',
    undefined,
  ])('starts nothing for %s', (event) => {
    expect(isStarted(event)).toBe(false);
    const environment = { JUJU_DISPATCH_PATH: event, JUJU_UNIT_NAME: 'a/0' };
    expect(readEvent(environment).kind).toBe('unobserved');
  });
});
