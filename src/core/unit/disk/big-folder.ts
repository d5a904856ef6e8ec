import { isUtf8 } from 'node:buffer';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import type { FolderEntry } from './folder-entry.ts';

const { O_EXCL, O_RDWR } = fs.constants;

/** As in Linux on the machines that the charm is for; Node has no name for it. A file without a name, gone with its descriptor. */
const O_TMPFILE = 0o20000000 | fs.constants.O_DIRECTORY;

/** Bytes of the answer that are in memory at a time. */
const piece = 256 * 1024;

/** The shell counts the largest file in blocks of 512 bytes. */
const block = 512;

/** What is wanted of a big folder. */
export interface Wanted {
  /** How long it may take. */
  readonly seconds: number;
  /** Patterns of `find -name`: only what one of them matches is read. */
  readonly names?: readonly string[] | undefined;
}

/** What became of reading a big folder. */
export type BigFolder =
  | { readonly is: 'read'; readonly entries: Iterable<FolderEntry> }
  /** More names, or more time, than were allowed. */
  | { readonly is: 'too much' }
  /** There is no `find` that can do it, or no place for its answer. */
  | { readonly is: 'no find' };

/**
 * Reads a folder of any size with little memory: `find` writes its names into a file without a name, which is read in
 * pieces.
 *
 * @param bytes - of names that are read at the most
 */
export function readBigFolder(
  folder: string,
  { seconds, names = ['*'] }: Wanted,
  bytes: number,
): BigFolder {
  if (seconds <= 0) return { is: 'too much' };
  const answer = openUnnamed();
  if (answer === undefined) return { is: 'no find' };
  const blocks = Math.ceil(bytes / block);
  // Ends `find` as soon as it has written more.
  const limit = `ulimit -f ${blocks}`;
  // Names are bytes, whatever the language of the machine is.
  const find = `LC_ALL=C exec find "$0" -mindepth 1 -maxdepth 1`;
  const script = `${limit} && ${find} \\( "$@" \\) -printf '%y%f\\0'`;
  const wanted = names.flatMap((name) => ['-o', '-name', name]).slice(1);
  const { status, signal } = spawnSync('/bin/sh', ['-c', script, `${folder}/.`, ...wanted], {
    stdio: ['ignore', answer, 'ignore'],
    cwd: '/',
    timeout: Math.ceil(seconds * 1000),
    killSignal: 'SIGKILL',
  });
  if (status === 0) return { is: 'read', entries: parse(answer) };
  const isFull = fs.fstatSync(answer).size >= blocks * block;
  fs.closeSync(answer);
  return { is: isFull || signal !== null ? 'too much' : 'no find' };
}

function openUnnamed(): number | undefined {
  try {
    return fs.openSync(os.tmpdir(), O_TMPFILE | O_RDWR | O_EXCL, 0o600);
  } catch {
    return undefined;
  }
}

/** Names end with a NUL, after one character for their type: as in find(1), `%y`. */
function* parse(answer: number): Iterable<FolderEntry> {
  const buffer = Buffer.allocUnsafe(piece);
  try {
    for (let at = 0, kept = 0; ; ) {
      const read = fs.readSync(answer, buffer, kept, piece - kept, at);
      if (read === 0) return;
      at += read;
      const bytes = buffer.subarray(0, kept + read);
      const whole = bytes.lastIndexOf(0) + 1;
      yield* entriesOf(bytes.subarray(0, whole));
      kept = bytes.copy(buffer, 0, whole);
    }
  } finally {
    fs.closeSync(answer);
  }
}

function* entriesOf(bytes: Buffer): Iterable<FolderEntry> {
  // One text for all, as nearly always, takes a third of the time that one for each name does.
  if (!isUtf8(bytes)) return yield* entriesOneByOne(bytes);
  const text = bytes.toString();
  for (let start = 0; start < text.length; ) {
    const end = text.indexOf('\0', start);
    yield { name: text.slice(start + 1, end), kind: kindOf(text[start]), isUtf8: true };
    start = end + 1;
  }
}

function* entriesOneByOne(bytes: Buffer): Iterable<FolderEntry> {
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(0, start);
    const name = bytes.subarray(start + 1, end);
    const kind = kindOf(String.fromCharCode(bytes[start] ?? 0));
    yield { name: name.toString(), kind, isUtf8: isUtf8(name) };
    start = end + 1;
  }
}

function kindOf(type: string | undefined): FolderEntry['kind'] {
  return type === 'd' ? 'folder' : type === 'l' ? 'link' : 'other';
}
