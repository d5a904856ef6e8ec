import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { UnitDisk } from '../../../src/core/unit/disk/unit-disk.ts';
import { countSaved } from '../../../src/plugins/rehearse/saved.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** /srv with 2,000 files of a byte each. */
function srv(): UnitDisk {
  const root = temporaryFolder();
  mkdirSync(join(root, 'srv'));
  for (let number = 0; number < 2000; number++) writeFileSync(join(root, `srv/${number}`), 'x');
  return new UnitDisk(root);
}

it('counting says each ten seconds how far it is', () => {
  const log: string[] = [];
  let now = 0;
  const clock = () => {
    now += 4000;
    return now;
  };
  const { all } = countSaved(['/srv'], srv(), (line) => log.push(line), clock);
  expect(all).toEqual({ files: 2001, bytes: 2000 });
  expect(log.length).toBeGreaterThanOrEqual(2);
  expect(log[0]).toMatch(/^counting what would be saved, [\d,]+ files with .+ so far$/);
});

it('counting stops after ten minutes, and says so for each path', () => {
  let now = 0;
  const clock = () => {
    now += 400_000;
    return now;
  };
  const { all, lines } = countSaved(['/srv', '/none'], srv(), () => {}, clock);
  expect(all.cut).toBe('counting stopped after 600 seconds');
  expect(lines).toEqual([
    expect.stringMatching(
      /^\/srv: at least [\d,]+ files with .+: counting stopped after 600 seconds$/,
    ),
    '/none: missing, nothing is saved',
  ]);
});
