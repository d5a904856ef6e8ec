import { statSync } from 'node:fs';
import { type Mount, UnitDisk, Unreadable } from '../core/unit/disk/unit-disk.ts';

const reason = 'no disk was looked at';
const unknown = new Unreadable(reason);
/** A folder of which a glob can't tell what is in it: what was published of the glob stays, and it is no match. */
const unknownFolder = new Unreadable(reason, 'EFBIG');

/** What any machine has to run scripts with: this one's stand for them, and can check the syntax of a script. */
const shells = new Set(['/bin/sh', '/bin/bash', '/usr/bin/sh', '/usr/bin/bash']);

/** What is mounted on any machine. */
const everywhere: readonly Mount[] = [
  { point: '/', device: '0:1', type: 'ext4' },
  { point: '/dev', device: '0:2', type: 'devtmpfs' },
  { point: '/proc', device: '0:3', type: 'proc' },
  { point: '/sys', device: '0:4', type: 'sysfs' },
];

/** The disk of a machine that is not at hand: nothing of it can be told, but for what is the same on any machine. */
export class NoDisk extends UnitDisk {
  constructor() {
    super('/', () => true);
  }

  override lstat() {
    return unknown;
  }

  override stat(file: string) {
    const shell = shells.has(file) ? statSync(file, { throwIfNoEntry: false }) : undefined;
    return shell ?? unknown;
  }

  override readdir() {
    return unknown;
  }

  override entries() {
    return unknownFolder;
  }

  override readNames() {
    return unknown;
  }

  override readText() {
    return unknown;
  }

  override tryOpen() {
    return unknown;
  }

  override readlink() {
    return unknown;
  }

  override realpath() {
    return unknown;
  }

  override mounts() {
    return everywhere;
  }
}

/** What the plugins say where a folder holds more than can be told. */
const untold: readonly string[] = ['fileset/glob-over-budget', 'size-budget/cut-short'];

/** Whether a finding only says that there is no disk. */
export function isOfNoDisk(finding: { readonly code: string; readonly message: string }): boolean {
  return finding.message.includes(reason) || untold.includes(finding.code);
}
