import { existsSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { ManagedBase } from '../../../../src/core/unit/files/managed-base.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

let root: string;
let base: string;

beforeEach(() => {
  root = temporaryFolder();
  base = join(root, 'opt/backup-integrator-charm');
});

const lay = (...folders: readonly string[]) => {
  for (const folder of folders) mkdirSync(join(base, folder), { recursive: true, mode: 0o755 });
};

describe('what another charm has left', () => {
  it('is all but what core keeps there itself, sorted', () => {
    expect(new ManagedBase(root).list()).toEqual([]);
    lay('scripts', 'state', 'units', 'contributions', 'b-0', 'a-1');
    expect(new ManagedBase(root).list()).toEqual(['a-1', 'b-0']);
  });

  it('is nothing behind a link, or where a file stands', () => {
    mkdirSync(join(root, 'opt'));
    mkdirSync(join(root, 'elsewhere/a'), { recursive: true });
    symlinkSync(join(root, 'elsewhere'), base);
    expect(new ManagedBase(root).list()).toEqual([]);
  });

  it('is closed to everybody but root', () => {
    lay('a-1');
    new ManagedBase(root).restrict('a-1');
    expect(statSync(join(base, 'a-1')).mode & 0o7777).toBe(0o700);
  });

  it('is closed as what it is: a link is not followed', () => {
    lay();
    mkdirSync(base, { recursive: true });
    mkdirSync(join(root, 'elsewhere'), { mode: 0o755 });
    symlinkSync(join(root, 'elsewhere'), join(base, 'link'));
    new ManagedBase(root).restrict('link');
    expect(statSync(join(root, 'elsewhere')).mode & 0o7777).toBe(0o755);
  });

  it('goes with all that is in it, and the base with the last of it', () => {
    lay('a/deep', 'b');
    writeFileSync(join(base, 'a/deep/file'), '');
    new ManagedBase(root).remove('a');
    expect(readdirSync(base)).toEqual(['b']);
    new ManagedBase(root).remove('b');
    expect(existsSync(base)).toBe(false);
  });

  it("goes without core's own", () => {
    lay('a', 'scripts');
    new ManagedBase(root).remove('a');
    expect(readdirSync(base)).toEqual(['scripts']);
  });

  it.each(['scripts', 'state', 'units', 'none', '', '.', '..', '../../elsewhere', 'a/deep'])(
    'is named as it was listed, and nothing else is touched: %j',
    (name) => {
      lay('a/deep', 'scripts', 'state', 'units');
      const wrong = `${JSON.stringify(name)} is no name in /opt/backup-integrator-charm that a plugin may change`;
      expect(() => new ManagedBase(root).remove(name)).toThrow(wrong);
      expect(() => new ManagedBase(root).restrict(name)).toThrow(wrong);
      expect(readdirSync(base)).toEqual(['a', 'scripts', 'state', 'units']);
    },
  );
});
