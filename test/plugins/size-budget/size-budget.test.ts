import { linkSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { charm } from '../../../src/charm.ts';
import { UnitDisk } from '../../../src/core/unit/unit-disk.ts';
import { fileset } from '../../../src/plugins/fileset/fileset.ts';
import { count } from '../../../src/plugins/size-budget/count.ts';
import { check } from '../../support/check.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** /srv with two files of 1,000 bytes, one of them under two names, and a link: 5 names below it. */
function srv(): string {
  const root = temporaryFolder();
  mkdirSync(join(root, 'srv/folder'), { recursive: true });
  for (const name of ['srv/a', 'srv/folder/b']) writeFileSync(join(root, name), 'x'.repeat(1000));
  linkSync(join(root, 'srv/a'), join(root, 'srv/a-again'));
  symlinkSync('/srv/folder', join(root, 'srv/link'));
  return root;
}

const lines = async (options: string) => {
  const plugins = `- size-budget: ${options}`;
  return (await check([fileset()], { fileset: '/srv', plugins }, srv(), charm.validators)).lines;
};

describe('size-budget', () => {
  it('is content at the budget', async () => {
    expect(await lines('{files: 6, bytes: 2 kB}')).toEqual([]);
  });

  it('refuses more files than that, with the numbers', async () => {
    expect(await lines('{files: 5}')).toEqual([
      'error size-budget/over-budget: fileset: holds 6 files with 2.0 KiB on this unit, over the budget of 5 files; list less, or raise the budget of size-budget in plugins',
    ]);
  });

  it('refuses more bytes than that, with the numbers', async () => {
    expect(await lines('{bytes: 1999, files: 10}')).toEqual([
      'error size-budget/over-budget: fileset: holds 6 files with 2.0 KiB on this unit, over the budget of 10 files and 2.0 KiB; list less, or raise the budget of size-budget in plugins',
    ]);
  });

  it('warns where it stopped before it could tell', async () => {
    expect(await lines('{files: 10, entries: 2}')).toEqual([
      expect.stringMatching(
        /^warning size-budget\/cut-short: fileset: holds at least 2 files with .* on this unit, but counting stopped after 2 files, so it may be over the budget; /,
      ),
    ]);
  });

  it('is over the budget all the same where it stopped later', async () => {
    expect(await lines('{files: 1, entries: 3}')).toEqual([
      expect.stringMatching(/^error size-budget\/over-budget: fileset: holds at least 3 files/),
    ]);
  });

  it('needs a budget', async () => {
    expect(await lines('{seconds: 1}')).toEqual([
      'error plugins/wrong-option: plugins: size-budget: files or bytes is not set; give it a number, or both of them',
    ]);
  });
});

describe('the count', () => {
  it('stops when it is late', () => {
    const root = temporaryFolder();
    mkdirSync(join(root, 'srv'));
    for (let number = 0; number < 300; number++) writeFileSync(join(root, `srv/${number}`), '');
    const found = count(['/srv'], new UnitDisk(root), {
      entries: 1000,
      isLate: () => true,
      late: 'it is late',
    });
    expect(found).toEqual({ files: 255, bytes: 0, cut: 'it is late' });
  });

  it('says which folder it could not read', () => {
    const disk = new UnitDisk(srv());
    disk.readdir = () => {
      throw new Error('EACCES');
    };
    const limits = { entries: 1000, isLate: () => false, late: '' };
    expect(count(['/srv'], disk, limits)).toEqual({
      files: 1,
      bytes: 0,
      cut: '"/srv" could not be read',
    });
  });

  it('takes a missing path for nothing', () => {
    const limits = { entries: 1000, isLate: () => false, late: '' };
    expect(count(['/nowhere'], new UnitDisk(srv()), limits)).toEqual({ files: 0, bytes: 0 });
  });
});
