import fs from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { DiskError } from '../../../../src/core/unit/disk/disk-error.ts';
import { OpenFolder } from '../../../../src/core/unit/files/open-folder.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

let root: string;
let elsewhere: string;

beforeEach(() => {
  root = join(temporaryFolder(), 'root');
  elsewhere = join(root, '../elsewhere');
  fs.mkdirSync(root);
  fs.mkdirSync(join(elsewhere, 'deep'), { recursive: true });
  fs.writeFileSync(join(elsewhere, 'kept'), 'kept');
});

/** Does something with the folder, which is there. */
function inRoot<T>(use: (folder: OpenFolder) => T): T {
  const found = OpenFolder.open(root, '/opt', (folder) => ({ result: use(folder) }));
  if (found === undefined) throw new Error('there is no folder');
  return found.result;
}

const mode = (name: string) => (fs.lstatSync(join(root, name)).mode & 0o7777).toString(8);
const open = () => fs.readdirSync('/proc/self/fd').length;

/** Something that is no folder, at a name. */
const others: readonly (readonly [string, (file: string) => void])[] = [
  ['a link to a folder', (file) => fs.symlinkSync(elsewhere, file)],
  ['a link to nowhere', (file) => fs.symlinkSync('nowhere', file)],
  ['a file', (file) => fs.writeFileSync(file, 'x')],
];

describe('a folder', () => {
  it('is opened by its path, and made with those above it', () => {
    expect(OpenFolder.open(join(root, 'a/b'), '/a/b', () => 1)).toBeUndefined();
    expect(OpenFolder.make(join(root, 'a/b'), '/a/b', ({ shown }) => shown)).toBe('/a/b');
    expect(OpenFolder.make(join(root, 'a/b'), '/a/b', () => 2)).toBe(2);
    expect(OpenFolder.open(join(root, 'a/b'), '/a/b', () => 3)).toBe(3);
    fs.writeFileSync(join(root, 'file'), '');
    expect(() => OpenFolder.make(join(root, 'file/b'), '/file/b', () => 1)).toThrow(
      /^\/file\/b can't be made: .* \(ENOTDIR\); move that away$/,
    );
  });

  it.each(others)('is none where there is %s', (_, plant) => {
    plant(join(root, 'name'));
    expect(inRoot((folder) => folder.folder('name', () => 'opened'))).toBeUndefined();
  });

  it.each(others)('takes the place of %s, and what that led to stays', (_, plant) => {
    plant(join(root, 'name'));
    inRoot((folder) => folder.ownFolder('name', (own) => own.replace('x', Buffer.from(''), 0o700)));
    expect(fs.lstatSync(join(root, 'name')).isDirectory()).toBe(true);
    expect(fs.readdirSync(elsewhere)).toEqual(['deep', 'kept']);
  });

  it('is for root alone, and its own from then on', () => {
    inRoot((folder) => folder.ownFolder('new', () => {}));
    fs.mkdirSync(join(root, 'open'));
    fs.chmodSync(join(root, 'open'), 0o777);
    inRoot((folder) => folder.ownFolder('open', () => {}));
    expect([mode('new'), mode('open')]).toEqual(['700', '700']);
    fs.chmodSync(join(root, 'open'), 0o755);
    inRoot((folder) => folder.restrict('open'));
    expect(mode('open')).toBe('700');
  });

  it('is not left for another one that takes its name meanwhile', () => {
    fs.mkdirSync(join(root, 'name'));
    inRoot((folder) =>
      folder.folder('name', (child) => {
        fs.renameSync(join(root, 'name'), join(root, 'moved'));
        fs.symlinkSync(elsewhere, join(root, 'name'));
        child.replace('file', Buffer.from('x'), 0o600);
        child.remove('kept', () => {});
      }),
    );
    expect(fs.readdirSync(join(root, 'moved'))).toEqual(['file']);
    expect(fs.readdirSync(elsewhere)).toEqual(['deep', 'kept']);
  });

  it('is closed again, whatever happens', () => {
    const before = open();
    inRoot((folder) => {
      folder.ownFolder('a', (own) => own.replace('x', Buffer.from('x'), 0o600));
      folder.folder('a', (own) => own.readOwn('x', 0o600, 9));
      folder.remove('a', () => {});
      expect(() =>
        folder.ownFolder('b', () => {
          throw new Error('mine');
        }),
      ).toThrow('mine');
    });
    expect(open()).toBe(before);
  });

  it('is on the mount that it is on, and on no other', () => {
    const found = OpenFolder.open('/', '/', (top) =>
      top.folder('proc', (proc) => {
        expect(() => proc.refuseMount(top)).toThrow(
          /^\/\/proc is left alone: something is mounted on it; unmount it/,
        );
        return 'looked';
      }),
    );
    expect(found).toBe('looked');
    inRoot((folder) => folder.ownFolder('a', (own) => own.refuseMount(folder)));
  });
});

describe('a file', () => {
  const read = (most = 9) => inRoot((folder) => folder.readOwn('file', 0o600, most)?.toString());

  it('is replaced as a whole, with its mode, whatever stood there', () => {
    const put = (name: string, text: string, its = 0o700) =>
      inRoot((folder) => folder.replace(name, Buffer.from(text), its));
    put('file', 'one');
    put('file', 'two', 0o600);
    expect([fs.readFileSync(join(root, 'file'), 'utf8'), mode('file')]).toEqual(['two', '600']);
    fs.mkdirSync(join(root, 'folder/deep'), { recursive: true });
    fs.symlinkSync(join(elsewhere, 'kept'), join(root, 'link'));
    put('folder', 'three');
    put('link', 'four');
    expect(fs.readFileSync(join(root, 'folder'), 'utf8')).toBe('three');
    expect(fs.readFileSync(join(elsewhere, 'kept'), 'utf8')).toBe('kept');
    expect(fs.readdirSync(root)).toEqual(['file', 'folder', 'link']);
  });

  it('leaves nothing of itself where it can not be written, and is named', () => {
    const long = 'x'.repeat(230);
    expect(() => inRoot((folder) => folder.replace(long, Buffer.from(''), 0o600))).toThrow(
      `/opt/${long} can't be written: ENAMETOOLONG`,
    );
    expect(fs.readdirSync(root)).toEqual([]);
  });

  it('is replaced where a folder has to stay, and only where there is none', () => {
    const put = (name: string) =>
      inRoot((folder) => folder.replaceFile(name, Buffer.from('new'), 0o644));
    fs.symlinkSync(join(elsewhere, 'kept'), join(root, 'file'));
    put('file');
    expect([fs.readFileSync(join(root, 'file'), 'utf8'), mode('file')]).toEqual(['new', '644']);
    expect(fs.readFileSync(join(elsewhere, 'kept'), 'utf8')).toBe('kept');
    fs.mkdirSync(join(root, 'folder'));
    expect(() => put('folder')).toThrow(
      "/opt/folder can't be written: a folder is in its place (EISDIR); move that away",
    );
    expect(inRoot((folder) => [folder.removeFile('folder'), folder.removeFile('file')])).toEqual([
      false,
      true,
    ]);
    expect(fs.readdirSync(root)).toEqual(['folder']);
  });

  it('begins with its first bytes, whoever has written it', () => {
    const start = (bytes: number) => inRoot((folder) => folder.startOf('file', bytes)?.toString());
    expect(start(2)).toBeUndefined();
    fs.writeFileSync(join(root, 'file'), 'text', { mode: 0o666 });
    expect([start(2), start(9)]).toEqual(['te', 'text']);
    moveBehindLink(join(root, 'file'));
    expect(start(2)).toBeUndefined();
  });

  it('is read where it is its own', () => {
    inRoot((folder) => folder.replace('file', Buffer.from('text'), 0o600));
    expect([read(), read(4), read(3)]).toEqual(['text', 'text', undefined]);
    expect(inRoot((folder) => folder.readOwn('none', 0o600, 9))).toBeUndefined();
  });

  it.each<[string, (file: string) => void]>([
    ['has another mode', (file) => fs.chmodSync(file, 0o644)],
    ['has a second name', (file) => fs.linkSync(file, join(elsewhere, 'second'))],
    ['is a link', (file) => moveBehindLink(file)],
    ['is a folder', (file) => makeFolder(file)],
  ])('is not believed where it %s', (_, change) => {
    inRoot((folder) => folder.replace('file', Buffer.from('text'), 0o600));
    change(join(root, 'file'));
    expect(read()).toBeUndefined();
  });

  function makeFolder(file: string): void {
    fs.rmSync(file);
    fs.mkdirSync(file, { mode: 0o600 });
  }

  function moveBehindLink(file: string): void {
    fs.renameSync(file, join(elsewhere, 'file'));
    fs.symlinkSync(join(elsewhere, 'file'), file);
  }
});

describe('what is in a folder', () => {
  it('is told by name, as bytes', () => {
    fs.writeFileSync(Buffer.concat([Buffer.from(`${root}/`), Buffer.from([0x62, 0xff])]), '');
    fs.writeFileSync(join(root, 'a'), '');
    expect(inRoot((folder) => folder.list())).toEqual([
      Buffer.from('a'),
      Buffer.from([0x62, 0xff]),
    ]);
    expect(inRoot((folder) => [folder.has('a'), folder.has('b')])).toEqual([true, false]);
  });

  it('is removed, with all that is below it, and no link is followed', () => {
    fs.mkdirSync(join(root, 'top/a/b'), { recursive: true });
    fs.writeFileSync(join(root, 'top/a/file'), '');
    fs.symlinkSync(elsewhere, join(root, 'top/a/link'));
    fs.symlinkSync(elsewhere, join(root, 'link'));
    const failures: DiskError[] = [];
    const gone = inRoot((folder) =>
      ['top', 'link', 'none'].map((name) => folder.remove(name, (error) => failures.push(error))),
    );
    expect([gone, failures]).toEqual([[true, true, true], []]);
    expect(fs.readdirSync(root)).toEqual([]);
    expect(fs.readdirSync(elsewhere)).toEqual(['deep', 'kept']);
  });

  it('is removed where nothing is in it, and only then', () => {
    fs.mkdirSync(join(root, 'empty'));
    fs.mkdirSync(join(root, 'full/x'), { recursive: true });
    fs.symlinkSync(elsewhere, join(root, 'link'));
    const gone = inRoot((folder) =>
      ['empty', 'full', 'none'].map((name) => folder.removeEmpty(name)),
    );
    expect(gone).toEqual([true, false, true]);
    expect(() => inRoot((folder) => folder.removeEmpty('link'))).toThrow(
      /^\/opt\/link can't be removed: something that is no folder is in its place/,
    );
    expect(fs.readdirSync(root)).toEqual(['full', 'link']);
  });
});
