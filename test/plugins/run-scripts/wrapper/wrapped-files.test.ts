import { describe, expect, it } from 'vitest';
import type { RunSettings } from '../../../../src/plugins/run-scripts/run-settings.ts';
import {
  plainScript,
  wrappedFiles,
} from '../../../../src/plugins/run-scripts/wrapper/wrapped-files.ts';
import { wrappedBy } from '../../../../src/plugins/run-scripts/wrapper/wrapper.ts';

const options = ['run-before-backup', 'run-after-backup', 'run-before-restore'];
const dump = { option: 'run-before-backup', content: '#!/bin/sh\ndump\n', path: '/x' };
const tidy = { option: 'run-after-backup', content: '#!/bin/sh\ntidy\n', path: '/y' };
const stop = { option: 'run-before-restore', content: '#!/bin/sh\nstop\n', path: '/z' };
const limited: RunSettings = {
  limit: { text: '2h', seconds: 7200 },
  cleansUp: false,
  isRecorded: false,
  secret: undefined,
};

const files = async (
  scripts = [dump, tidy, stop],
  settings: Partial<RunSettings> = {},
  environment?: string,
) =>
  Object.fromEntries(
    await wrappedFiles(scripts, options, { ...limited, ...settings }, environment),
  );

describe('the files of wrapped scripts', () => {
  it('are a wrapper at each published path, and the script next to it, byte for byte', async () => {
    const all = await files();
    expect(Object.keys(all)).toHaveLength(6);
    for (const { option, content } of [dump, tidy, stop]) {
      const { body = '' } = wrappedBy(all[option] ?? '') ?? {};
      expect(body).toMatch(new RegExp(`^${option}\\.[0-9a-f]{16}$`));
      expect(all[body]).toBe(content);
    }
  });

  it('have the wrappers last, so that each finds its script', async () => {
    expect(Object.keys(await files([dump], { secret: 'secret:x' }, 'A=b\0'))).toEqual([
      'environment',
      expect.stringMatching(/^run-before-backup\./),
      ...options,
    ]);
  });

  it('name another script otherwise, so that no wrapper runs one that it was not written for', async () => {
    const [one = '', two = ''] = await Promise.all(
      ['one', 'two'].map(async (content) => (await files([{ ...dump, content }]))[dump.option]),
    );
    expect(wrappedBy(one)?.body).not.toBe(wrappedBy(two)?.body);
  });

  it('have a file that does nothing for a script that is not set', async () => {
    const { 'run-after-backup': unset = '' } = await files([dump]);
    expect(unset).toBe('#!/bin/sh\n# This script is not set.\nexit 0\n');
  });

  it('clean up with run-after-backup, in the wrapper of run-before-backup alone', async () => {
    const all = await files(undefined, { cleansUp: true });
    const cleanUps = options.map((option) => /clean_up => '([^']*)'/.exec(all[option] ?? '')?.[1]);
    expect(cleanUps).toEqual([wrappedBy(all['run-after-backup'] ?? '')?.body, '', '']);
  });

  it('clean up with nothing where run-after-backup is not set', async () => {
    const all = await files([dump], { cleansUp: true });
    expect(all['run-before-backup']).toContain(`clean_up => ''`);
  });
});

describe('a script without its wrapper', () => {
  it('is what the wrapper ran', async () => {
    expect(plainScript(await files(), 'run-before-restore')).toBe(stop.content);
  });

  it('is the file itself where there is no wrapper', () => {
    expect(plainScript({ 'run-before-restore': 'x' }, 'run-before-restore')).toBe('x');
  });

  it('is nothing where there is none', async () => {
    expect(plainScript({}, 'run-before-restore')).toContain('not set');
    expect(plainScript(await files([dump]), 'run-before-restore')).toContain('not set');
  });

  it('is of no use where it needs the variables of the secret', async () => {
    expect(
      plainScript(await files(undefined, { secret: 'secret:x' }, 'A=b\0'), 'run-before-restore'),
    ).toBe('needs-environment');
  });
});
