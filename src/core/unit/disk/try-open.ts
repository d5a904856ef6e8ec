import fs from 'node:fs';
import { pathOf } from './descriptor.ts';
import { codeOf } from './disk-error.ts';
import type { DiskPath } from './disk-path.ts';

const { O_NOFOLLOW, O_NONBLOCK, O_RDONLY } = fs.constants;

/** As in Linux on every machine; Node has no name for it. A descriptor of a file that is not opened: a device does not notice. */
const O_PATH = 0o10000000;

/** Another process holds a lease on it: it can be read a moment later. */
const isHeld = (error: unknown) => codeOf(error) === 'EAGAIN';

/**
 * Opens a file to be read, and closes it, if it is still the one that was looked at: where somebody has put a device in its
 * place meanwhile, to open that could do harm. Undefined where it is gone.
 *
 * @throws Error as node:fs does, where it can't be opened
 */
export function tryOpen(file: DiskPath, seen: fs.Stats): true | undefined {
  const held = fs.openSync(file, O_PATH | O_NOFOLLOW);
  try {
    const { dev, ino } = fs.fstatSync(held);
    if (!seen.isFile() || dev !== seen.dev || ino !== seen.ino) return undefined;
    fs.closeSync(fs.openSync(pathOf(held), O_RDONLY | O_NONBLOCK));
  } catch (error) {
    if (!isHeld(error)) throw error;
  } finally {
    fs.closeSync(held);
  }
  return true;
}
