import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { MaterializeFilesContext } from '../../../../src/index.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { type Breakage, isFound, judge, named } from './broken.ts';

let count = 0;

/** Writes a file next to those of others, and removes it when the unit goes, or does not. */
const outside =
  (isRemoved: boolean) =>
  ({ outside, leaving }: MaterializeFilesContext): void => {
    const file = { option: 'fileset', path: '/srv/broken', firstLine: '# broken' };
    if (!leaving) outside.write(file, isRemoved ? `${count++}` : '');
    else if (isRemoved) outside.remove(file);
  };

const breakages: readonly Breakage[] = [
  [
    'disk',
    'a file that is written while it judges',
    () => judge(() => writeFileSync(join(temporaryFolder(), 'stray'), '')),
  ],
  [
    'given',
    'a folder anywhere',
    () =>
      named(({ hooks }) => {
        hooks.materializeFiles.tap('broken', () => {
          mkdirSync(join(temporaryFolder(), 'stray'));
        });
      }),
  ],
  [
    'idle',
    'another content each time',
    () =>
      named(({ hooks }) => {
        hooks.materializeFiles.tap('broken', ({ folder }) => folder.put('file', `${count++}`));
      }),
  ],
  [
    'idle',
    'another content of a file in a folder of others each time',
    () => named(({ hooks }) => hooks.materializeFiles.tap('broken', outside(true))),
  ],
  [
    'others',
    'a file in a folder of others that stays behind',
    () => named(({ hooks }) => hooks.materializeFiles.tap('broken', outside(false))),
  ],
  [
    'others',
    'whatever it finds is removed',
    () =>
      named(({ hooks }) => {
        hooks.materializeFiles.tap('broken', ({ base }) => {
          for (const name of base.list()) base.remove(name);
        });
      }),
  ],
  [
    'others',
    'a throw when the unit goes',
    () =>
      named(({ hooks }) => {
        hooks.materializeFiles.tap('broken', ({ leaving }) => {
          if (leaving) throw new Error('no script');
        });
      }),
  ],
];

describe('the contract of plugins: the disk', () => {
  it.each(breakages)('%s: finds %s', async (...breakage) => {
    expect(await isFound(breakage)).toBe(true);
  });
});
