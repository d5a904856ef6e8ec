import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { type Breakage, isFound, judge, named } from './broken.ts';

let count = 0;

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
