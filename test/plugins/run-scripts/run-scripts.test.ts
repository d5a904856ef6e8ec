import { expect, it } from 'vitest';
import { runScripts } from '../../../src/plugins/run-scripts/run-scripts.ts';
import { check } from '../../support/check.ts';

it('drafts each script option that is set, at a path without a unit in it', async () => {
  const { draft } = await check(
    [runScripts()],
    { 'run-after-restore': 'b\n', 'run-before-backup': '#!/bin/sh\n' },
    '/',
  );
  expect(draft.scripts).toEqual([
    {
      option: 'run-before-backup',
      content: '#!/bin/sh\n',
      path: '/opt/scripts/app/run-before-backup',
    },
    { option: 'run-after-restore', content: 'b\n', path: '/opt/scripts/app/run-after-restore' },
  ]);
});

it.each(['', ' ', '\n\t\r\n', '\u00a0\ufeff'])(
  'takes the blank script %j for not set',
  async (blank) => {
    const { draft, lines } = await check([runScripts()], { 'run-before-backup': blank }, '/');
    expect(draft.scripts).toEqual([]);
    expect(lines).toEqual([]);
  },
);
