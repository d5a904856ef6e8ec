import fs from 'node:fs';
import { at, isOwn, mountOf, type Name, pathOf, writeNew } from '../disk/descriptor.ts';
import { codeOf, DiskError, rethrow } from '../disk/disk-error.ts';

const { O_DIRECTORY, O_NOFOLLOW, O_NONBLOCK, O_RDONLY } = fs.constants;

/** What the charm keeps is root's: nobody else may read, change or replace it. */
const ownerOnly = 0o700;

/** Bytes of a folder itself, as stat(2) has them, that is looked through for leftovers: some 30,000 names. */
const largestTidied = 1024 * 1024;

/** Where a folder should be, there is none: nothing at all, a link, or something else. */
const noFolder = new Set(['ENOENT', 'ENOTDIR', 'ELOOP']);

/**
 * A folder that is open. What is in it is reached by the folder's descriptor and one name, so that no link leads
 * elsewhere, whoever puts one where and when. Everything that the charm changes on a unit's disk is changed here.
 *
 * Whatever goes wrong is a {@link DiskError}.
 */
export class OpenFolder {
  /** The path on the unit, for people. */
  readonly shown: string;
  readonly #descriptor: number;
  #mount: string | undefined;

  private constructor(descriptor: number, shown: string) {
    this.#descriptor = descriptor;
    this.shown = shown;
  }

  /** Opens a folder by its path, whatever links lead there, for as long as `use` takes. Undefined where there is none. */
  static open<T>(real: string, shown: string, use: (folder: OpenFolder) => T): T | undefined {
    return OpenFolder.#use(real, O_RDONLY | O_DIRECTORY, shown, use);
  }

  /** Makes a folder that is not the charm's own, with those above it, and opens it for as long as `use` takes. */
  static make<T>(real: string, shown: string, use: (folder: OpenFolder) => T): T {
    const found = (folder: OpenFolder) => ({ result: use(folder) });
    const there = OpenFolder.open(real, shown, found);
    if (there !== undefined) return there.result;
    attempt(shown, 'made', () => fs.mkdirSync(real, { recursive: true }));
    return orGone(shown, OpenFolder.open(real, shown, found));
  }

  static #use<T>(
    file: string | Buffer,
    flags: number,
    shown: string,
    use: (folder: OpenFolder) => T,
  ): T | undefined {
    const descriptor = attempt(shown, 'opened', () => {
      try {
        return fs.openSync(file, flags);
      } catch (error) {
        if (noFolder.has(codeOf(error))) return undefined;
        throw error;
      }
    });
    if (descriptor === undefined) return undefined;
    try {
      return use(new OpenFolder(descriptor, shown));
    } finally {
      fs.closeSync(descriptor);
    }
  }

  /** Opens a folder in this one, for as long as `use` takes. Undefined where there is none: a link is none. */
  folder<T>(name: Name, use: (folder: OpenFolder) => T): T | undefined {
    const flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW;
    return OpenFolder.#use(this.#at(name), flags, this.#show(name), use);
  }

  /**
   * The same, but the folder is made where there is none, for root alone. Anything else in its place is put out of the
   * way. One on which something is mounted is refused, but for the topmost: that may have a disk of its own.
   */
  ownFolder<T>(name: string, use: (folder: OpenFolder) => T, isTopmost = false): T {
    const shown = this.#show(name);
    const prepared = (folder: OpenFolder) => {
      if (!isTopmost) folder.refuseMount(this);
      folder.#makeOwn();
      return { result: use(folder) };
    };
    const there = this.folder(name, prepared);
    if (there !== undefined) return there.result;
    attempt(shown, 'made', () => this.#makeFolder(name));
    return orGone(shown, this.folder(name, prepared));
  }

  #makeFolder(name: string): void {
    try {
      fs.mkdirSync(this.#at(name), ownerOnly);
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
      this.#unlink(name);
      fs.mkdirSync(this.#at(name), ownerOnly);
    }
  }

  /**
   * Refuses a folder on which something is mounted, also from the same disk, as with `mount --bind`.
   *
   * @param above - the folder that this one is in
   */
  refuseMount(above: OpenFolder): void {
    if (this.#mountId === above.#mountId) return;
    throw new DiskError(
      `${this.shown} is left alone: something is mounted on it`,
      'unmount it, and see whose it is',
    );
  }

  /** The names of what is in it, sorted. */
  list(): Buffer[] {
    return attempt(this.shown, 'read', () =>
      fs.readdirSync(pathOf(this.#descriptor), { encoding: 'buffer' }).sort(Buffer.compare),
    );
  }

  /**
   * What is in a file that the charm has written with this mode. What someone else has put there is not believed, nor what
   * is larger than `most` bytes. Undefined for all that.
   */
  readOwn(name: string, mode: number, most: number): Buffer | undefined {
    return attempt(this.#show(name), 'read', () => {
      const file = this.#at(name);
      const isRight = (stats: fs.Stats | undefined): boolean =>
        stats?.isFile() === true && isOwn(stats, mode) && stats.nlink === 1 && stats.size <= most;
      // What is no file is never opened: a device may do something then.
      if (!isRight(fs.lstatSync(file, { throwIfNoEntry: false }))) return undefined;
      const descriptor = fs.openSync(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
      try {
        return isRight(fs.fstatSync(descriptor)) ? fs.readFileSync(descriptor) : undefined;
      } finally {
        fs.closeSync(descriptor);
      }
    });
  }

  /** The first bytes of a file, whoever has written it; fewer where it is shorter. Undefined for what is no file: a link is none. */
  startOf(name: string, bytes: number): Buffer | undefined {
    return attempt(this.#show(name), 'read', () => {
      const file = this.#at(name);
      // What is no file is never opened: a device may do something then.
      if (fs.lstatSync(file, { throwIfNoEntry: false })?.isFile() !== true) return undefined;
      const descriptor = fs.openSync(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
      try {
        if (!fs.fstatSync(descriptor).isFile()) return undefined;
        const start = Buffer.alloc(bytes);
        return start.subarray(0, fs.readSync(descriptor, start, 0, bytes, 0));
      } finally {
        fs.closeSync(descriptor);
      }
    });
  }

  /** Whether anything is there, whatever it is. */
  has(name: string): boolean {
    return attempt(
      this.#show(name),
      'looked at',
      () => fs.lstatSync(this.#at(name), { throwIfNoEntry: false }) !== undefined,
    );
  }

  /**
   * Puts the content in the file's place, whatever is there. Atomic: whoever opens the file gets the old content or the
   * new one, whole. What a kill leaves behind is named `.<name>.<something>`.
   *
   * @param isSynced - whether to wait until it would survive a loss of power
   */
  replace(name: string, content: Buffer, mode: number, isSynced = true): void {
    this.#write(name, content, mode, isSynced, (temporary) => this.#putInPlace(temporary, name));
  }

  /**
   * The same where the folder is not the charm's, and others may put something there at any moment: a folder in the file's
   * place stays, with all that is in it, and is an error. Survives a loss of power.
   */
  replaceFile(name: string, content: Buffer, mode: number): void {
    this.#write(name, content, mode, true, (temporary) =>
      fs.renameSync(this.#at(temporary), this.#at(name)),
    );
  }

  #write(
    name: string,
    content: Buffer,
    mode: number,
    isSynced: boolean,
    putInPlace: (temporary: string) => void,
  ): void {
    const temporary = `.${name}.${crypto.randomUUID()}`;
    attempt(this.#show(name), 'written', () => {
      let isInPlace = false;
      try {
        writeNew(this.#at(temporary), content, mode, isSynced);
        putInPlace(temporary);
        isInPlace = true;
        if (isSynced) fs.fsyncSync(this.#descriptor);
      } finally {
        if (!isInPlace) this.#drop(temporary);
      }
    });
  }

  #putInPlace(temporary: string, name: string): void {
    try {
      fs.renameSync(this.#at(temporary), this.#at(name));
    } catch (error) {
      if (codeOf(error) !== 'EISDIR') throw error;
      this.remove(name, rethrow);
      fs.renameSync(this.#at(temporary), this.#at(name));
    }
  }

  /** Takes away what was never put in place. What fails here is less than what has failed before. */
  #drop(temporary: string): void {
    try {
      fs.unlinkSync(this.#at(temporary));
    } catch {}
  }

  /**
   * Removes what kills have left of a file that was never put in place, in a folder that is not the charm's: files of its
   * own, by their full names. A folder with too many names is not looked through.
   */
  tidy(name: string): void {
    attempt(this.shown, 'tidied', () => {
      if (fs.fstatSync(this.#descriptor).size > largestTidied) return;
      for (const each of this.list().filter((other) => isLeftOf(name, other.toString()))) {
        const stats = fs.lstatSync(this.#at(each), { throwIfNoEntry: false });
        if (stats?.isFile() === true && stats.uid === process.geteuid?.()) this.#unlink(each);
      }
    });
  }

  /** Closes a folder in this one to everybody but root. */
  restrict(name: string): void {
    this.folder(name, (folder) => {
      folder.refuseMount(this);
      folder.#makeOwn();
    });
  }

  /**
   * Removes a file, or a folder with all that is in it. What is mounted there, or further down, is left alone.
   *
   * @param failed - takes each part that can't be removed, and what is mounted
   * @returns whether nothing is there any more
   */
  remove(name: Name, failed: (error: DiskError) => void): boolean {
    try {
      if (this.#unlink(name)) return true;
      const isEmptied = this.folder(name, (folder) => {
        folder.refuseMount(this);
        return folder.list().filter((each) => !folder.remove(each, failed)).length === 0;
      });
      return isEmptied !== false && this.removeEmpty(name);
    } catch (error) {
      failed(DiskError.of(this.#show(name), 'removed', error));
      return false;
    }
  }

  /** Removes a folder where nothing is in it. Returns whether nothing is there any more. What is no folder is refused. */
  removeEmpty(name: Name): boolean {
    return attempt(this.#show(name), 'removed', () => {
      try {
        fs.rmdirSync(this.#at(name));
        return true;
      } catch (error) {
        const code = codeOf(error);
        if (code === 'ENOENT') return true;
        if (code === 'ENOTEMPTY' || code === 'EEXIST') return false;
        throw error;
      }
    });
  }

  /** Removes a file. Returns whether nothing is there any more: a folder is left as it is. */
  removeFile(name: string): boolean {
    return this.#unlink(name);
  }

  /** Returns false for a folder, which is left as it is. */
  #unlink(name: Name): boolean {
    return attempt(this.#show(name), 'removed', () => {
      try {
        fs.unlinkSync(this.#at(name));
        return true;
      } catch (error) {
        const code = codeOf(error);
        if (code === 'ENOENT') return true;
        if (code === 'EISDIR') return false;
        throw error;
      }
    });
  }

  #makeOwn(): void {
    attempt(this.shown, 'made', () => {
      if (isOwn(fs.fstatSync(this.#descriptor), ownerOnly)) return;
      fs.fchownSync(this.#descriptor, process.geteuid?.() ?? -1, process.getegid?.() ?? -1);
      fs.fchmodSync(this.#descriptor, ownerOnly);
    });
  }

  get #mountId(): string {
    this.#mount ??= attempt(this.shown, 'looked at', () => mountOf(this.#descriptor));
    return this.#mount;
  }

  #at(name: Name): string | Buffer {
    return at(this.#descriptor, name);
  }

  #show(name: Name): string {
    return `${this.shown}/${name.toString()}`;
  }
}

/** As `replace` names a file before it is in its place. */
function isLeftOf(name: string, other: string): boolean {
  return other.startsWith(`.${name}.`) && /^[0-9a-f-]{36}$/.test(other.slice(name.length + 2));
}

/** Does something with a path, and says of what goes wrong which path it is about. */
function attempt<T>(shown: string, action: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw DiskError.of(shown, action, error);
  }
}

/** What was made a moment ago may be gone, or be something else, where somebody is at it at the same time. */
function orGone<T>(shown: string, found: { readonly result: T } | undefined): T {
  if (found !== undefined) return found.result;
  throw new DiskError(`${shown} can't be made: somebody removes it at once`, 'see who does');
}
