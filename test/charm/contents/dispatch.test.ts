import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { dispatchFile } from '../../../charm/contents/dispatch.ts';
import { observedEvents, readEvent } from '../../../src/core/juju/event.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

describe('dispatch', () => {
  /** What the program says that it starts. */
  const run = (program: string, env: NodeJS.ProcessEnv, settings?: Record<string, string>) => {
    const folder = temporaryFolder();
    const { content, mode } = dispatchFile('./program', settings);
    fs.writeFileSync(path.join(folder, 'dispatch'), content, { mode });
    fs.writeFileSync(path.join(folder, 'program'), program, { mode: 0o755 });
    const { status, stdout, stderr } = spawnSync(path.join(folder, 'dispatch'), {
      encoding: 'utf8',
      env,
    });
    expect([status, stderr]).toEqual([0, '']);
    return stdout;
  };
  const isStarted = (event: string | undefined) => {
    const env = event === undefined ? {} : { JUJU_DISPATCH_PATH: event };
    return run('#!/bin/sh\necho started\n', env) === 'started\n';
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

  it('gives the runtime its settings, whatever Juju has set', () => {
    const env = { JUJU_DISPATCH_PATH: 'hooks/start', BUN_A: '1', BUN_B: '1' };
    const program = '#!/bin/sh\necho "$BUN_A $BUN_B $JUJU_DISPATCH_PATH"\n';
    expect(run(program, env, { BUN_A: '0' })).toBe('0  hooks/start\n');
  });
});
