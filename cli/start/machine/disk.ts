import { execFile } from 'node:child_process';
import { lstatSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { reasonOf, UserError } from '../../../src/check/user-error.ts';
import { keepInside } from './links.ts';
import type { Machine } from './machine.ts';

/** What the model's machines have of their own in these folders; those of a real tree take their place. */
const system = ['bin', 'usr'];
const interpreters = ['/bin/sh', '/bin/bash', '/usr/bin/env', '/usr/bin/python3'];

/**
 * A machine whose disk is a copy of a real tree, which is only read.
 *
 * @param shown - the name of the folder as the person at the terminal knows it
 * @throws UserError where the folder can't be copied
 */
export function withDisk(folder: string, shown: string): Machine {
  const failure = (reason: string) => new UserError(`--disk ${shown}: ${reason}`, 1);
  checkFolder(folder, failure);
  const hasSystem = system.some((name) => isThere(path.join(folder, name)));
  return {
    description: `with a copy of ${shown}, and the mounts that any Ubuntu machine has`,
    async layOut(root) {
      if (hasSystem) for (const name of system) rmSync(path.join(root, name), { recursive: true });
      await copy(folder, root, failure);
      keepInside(root);
      return hasSystem ? [] : interpreters;
    },
  };
}

function checkFolder(folder: string, failure: (reason: string) => UserError): void {
  let isFolder: boolean;
  try {
    isFolder = statSync(folder).isDirectory();
  } catch (error) {
    throw failure(reasonOf(error));
  }
  if (!isFolder) throw failure('is not a folder');
  const temporary = realpathSync(tmpdir());
  if (!path.relative(realpathSync(folder), temporary).startsWith('..')) {
    throw failure(`holds ${temporary}, where the copies would be made: copy what you need of it`);
  }
}

/** Modes, times, links and, where root runs this, owners and devices are the same. */
async function copy(
  folder: string,
  root: string,
  failure: (reason: string) => UserError,
): Promise<void> {
  try {
    await promisify(execFile)('cp', ['-a', `${folder}/.`, root], {
      env: { ...process.env, LC_ALL: 'C' },
    });
  } catch (error) {
    const text = error instanceof Error && 'stderr' in error ? String(error.stderr) : '';
    const [line = ''] = text.split('\n');
    throw failure(`can't be copied: ${line.replace(/^cp: /, '') || reasonOf(error)}`);
  }
}

function isThere(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
}
