import { chmodSync, lstatSync, readdirSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';

/**
 * Makes the links of a copied tree lead where they would if its folder were `/`, by relative targets; a link that leads
 * nowhere is kept. Folders are made writable to whoever runs this, so that they can be removed.
 */
export function keepInside(root: string): void {
  walk(root, []);
}

// Names are bytes on Linux: as latin1, each byte is one character.
const bytes = (file: string) => Buffer.from(file, 'latin1');
const latin1 = (file: string) => Buffer.from(file).toString('latin1');

function walk(root: string, segments: readonly string[]): void {
  const folder = [latin1(root), ...segments].join('/');
  if (process.geteuid?.() !== 0) chmodSync(bytes(folder), lstatSync(bytes(folder)).mode | 0o700);
  for (const entry of readdirSync(bytes(folder), { encoding: 'latin1', withFileTypes: true })) {
    if (entry.isDirectory()) walk(root, [...segments, entry.name]);
    if (!entry.isSymbolicLink()) continue;
    const link = `${folder}/${entry.name}`;
    const target = readlinkSync(bytes(link), 'latin1');
    const inside = targetInside(target, segments.length);
    if (inside === target) continue;
    rmSync(bytes(link));
    symlinkSync(bytes(inside), bytes(link));
  }
}

/** @param depth - how many folders below the root the link is */
export function targetInside(target: string, depth: number): string {
  const [up = ''] = /^(?:\.\.(?:\/+|$))*/.exec(target) ?? [];
  const climbs = up.split('..').length - 1 > depth;
  if (!path.posix.isAbsolute(target) && !climbs) return target;
  // Above the root there is nothing: `..` there is the root itself.
  const below = target.replace(/^(?:\/|\.\.(?=\/|$))+/, '');
  return `${'../'.repeat(depth)}${below}` || '.';
}
