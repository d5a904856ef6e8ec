import { linkSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileset } from '../../../src/plugins/fileset/fileset.ts';
import { globs } from '../../../src/plugins/fileset/globs/globs.ts';
import { check } from '../../support/check.ts';
import { charm } from '../../support/standard.ts';
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
      'error size-budget/over-budget: fileset holds 6 files with 2.0 KiB on this unit, over the budget of 5 files; list less, or raise the budget of size-budget in plugins',
    ]);
  });

  it('refuses more bytes than that, with the numbers', async () => {
    expect(await lines('{bytes: 1999, files: 10}')).toEqual([
      'error size-budget/over-budget: fileset holds 6 files with 2.0 KiB on this unit, over the budget of 10 files and 2.0 KiB; list less, or raise the budget of size-budget in plugins',
    ]);
  });

  it('warns where it stopped before it could tell', async () => {
    expect(await lines('{files: 10, entries: 2}')).toEqual([
      expect.stringMatching(
        /^warning size-budget\/cut-short: fileset holds at least 2 files with .* on this unit, but counting stopped after 2 files, so it may be over the budget; /,
      ),
    ]);
  });

  it('is over the budget where it stopped only after that', async () => {
    expect(await lines('{files: 1, entries: 3}')).toEqual([
      expect.stringMatching(/^error size-budget\/over-budget: fileset holds at least 3 files/),
    ]);
  });

  it('counts the matches of globs, and nothing of paths that no disk can be asked for', async () => {
    const values = { fileset: '/srv/a*,srv,/srv/\0', plugins: '- size-budget: {files: 1}' };
    const { problems } = await check([fileset(), globs()], values, srv(), charm.validators);
    expect(problems.map(({ message }) => message)).toEqual([
      'holds 2 files with 1000 bytes on this unit, over the budget of 1 file',
    ]);
  });

  it('needs a budget', async () => {
    expect(await lines('{seconds: 1}')).toEqual([
      'error plugins/wrong-option: plugins: size-budget: files or bytes is not set; give it a number, or both of them',
    ]);
  });
});
