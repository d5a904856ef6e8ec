import fs from 'node:fs';

const { O_CREAT, O_EXCL, O_NOFOLLOW, O_WRONLY } = fs.constants;

/** A name in a folder. As bytes where it was read there: Linux does not promise UTF-8. */
export type Name = string | Buffer;

/** A path to the folder that a descriptor has open, wherever that is by now. */
export function pathOf(descriptor: number): string {
  return `/proc/self/fd/${descriptor}`;
}

/**
 * A path to what has a name in a folder that is open: Node has no openat(2), but the kernel goes from such a path's
 * descriptor to the name without anything in between.
 *
 * @throws Error for anything but a name
 */
export function at(descriptor: number, name: Name): string | Buffer {
  const text = name.toString('latin1');
  if (text === '' || text === '.' || text === '..' || /[/\0]/.test(text)) {
    throw new Error(`${JSON.stringify(name.toString())} is no name in a folder`);
  }
  const folder = `${pathOf(descriptor)}/`;
  return typeof name === 'string' ? folder + name : Buffer.concat([Buffer.from(folder), name]);
}

/**
 * The kernel's number of the mount that a descriptor is in; empty where it does not tell. A folder that is mounted a second
 * time, as with `mount --bind`, has another one than what is around it, though the same file system.
 */
export function mountOf(descriptor: number): string {
  const facts = fs.readFileSync(`/proc/self/fdinfo/${descriptor}`, 'utf8');
  return /^mnt_id:\s*(\d+)$/m.exec(facts)?.[1] ?? '';
}

/** Whether it is the charm's, with this mode and nothing more. */
export function isOwn(stats: fs.Stats, mode: number): boolean {
  return stats.uid === process.geteuid?.() && (stats.mode & 0o7777) === mode;
}

/**
 * Writes a file that is not there yet.
 *
 * @param isSynced - whether to wait until the content would survive a loss of power
 */
export function writeNew(
  file: string | Buffer,
  content: Buffer,
  mode: number,
  isSynced: boolean,
): void {
  const descriptor = fs.openSync(file, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode);
  try {
    // Whatever the umask is.
    fs.fchmodSync(descriptor, mode);
    for (let done = 0; done < content.length; ) {
      done += fs.writeSync(descriptor, content, done, content.length - done, done);
    }
    if (isSynced) fs.fsyncSync(descriptor);
  } finally {
    fs.closeSync(descriptor);
  }
}
