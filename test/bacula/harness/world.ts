import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { Machine } from './machine.ts';

export interface Attributes {
  readonly mode?: number;
  readonly owner?: readonly [uid: number, gid: number];
  /** Seconds since 1970. */
  readonly mtime?: number;
}

/** Builds what is on a machine's disk. Paths are absolute, or relative to the world's own folder. */
export class World {
  readonly at: string;
  readonly machine: Machine;

  /** @param at - the world's own folder on the machine, absolute */
  constructor(machine: Machine, at: string) {
    this.machine = machine;
    this.at = at;
    fs.mkdirSync(machine.path(at), { recursive: true });
  }

  /** The path as the tests reach it. Its folders are made. */
  host(name: string): string {
    const host = this.machine.path(path.resolve(this.at, name));
    fs.mkdirSync(path.dirname(host), { recursive: true });
    return host;
  }

  file(name: string, content: string | Buffer = `${name}\n`, attributes: Attributes = {}): void {
    fs.writeFileSync(this.host(name), content);
    setAttributes(this.host(name), attributes);
  }

  files(...names: readonly string[]): void {
    for (const name of names) this.file(name);
  }

  /** A file whose name is bytes that are not UTF-8. */
  fileNamed(folder: string, name: Buffer): void {
    this.folder(folder);
    fs.writeFileSync(Buffer.concat([Buffer.from(`${this.host(folder)}/`), name]), 'bytes\n');
  }

  folder(name: string, attributes: Attributes = {}): void {
    fs.mkdirSync(this.host(name), { recursive: true });
    setAttributes(this.host(name), attributes);
  }

  link(name: string, target: string): void {
    fs.symlinkSync(target, this.host(name));
  }

  hardLink(name: string, existing: string): void {
    fs.linkSync(this.host(existing), this.host(name));
  }

  /** What only a program makes, such as a FIFO, a device or an ACL: its last argument is the path. */
  by(program: string, options: readonly string[], name: string): void {
    execFileSync(program, [...options, this.host(name)], { stdio: 'pipe' });
  }

  /** A file system of its own in memory. */
  fileSystem(name: string): void {
    this.machine.mount(['-t', 'tmpfs', 'tmpfs'], path.resolve(this.at, name));
  }

  /** A file system that the kernel makes up. */
  kernelFileSystem(type: string, name: string): void {
    this.machine.mount(['-t', type, type], path.resolve(this.at, name));
  }

  /** Another user's FUSE mount, of what is in the folder `source`. */
  userFileSystem(name: string, source: string): void {
    this.machine.mountAsUser(path.resolve(this.at, source), path.resolve(this.at, name));
  }

  /** An automount point on which the folder `source` is mounted once somebody looks into it. */
  automount(name: string, source: string): void {
    this.machine.automount(path.resolve(this.at, source), path.resolve(this.at, name));
  }

  socket(name: string): void {
    const listen = 'IO::Socket::UNIX->new(Local => shift, Listen => 1) or die $!';
    this.by('perl', ['-MIO::Socket::UNIX', '-e', listen], name);
  }

  unmount(name: string): void {
    this.machine.unmount(path.resolve(this.at, name));
  }

  /** The folder `name`, shown at `point` as well. */
  bind(point: string, name: string): void {
    this.machine.mount(['--bind', this.host(name)], path.resolve(this.at, point));
  }
}

/** The mode comes last: a change of the owner clears the setuid bit. */
function setAttributes(host: string, { mode, owner, mtime }: Attributes): void {
  if (owner !== undefined) fs.chownSync(host, ...owner);
  if (mode !== undefined) fs.chmodSync(host, mode);
  if (mtime !== undefined) fs.utimesSync(host, mtime, mtime);
}
