import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { temporaryFolder } from './temporary-folder.ts';

/** What stands at a path: a file, a folder, a link to somewhere, or an executable. */
export type Node = 'file' | 'folder' | 'executable' | { readonly link: string };

/** Lays a unit's file system in a new folder, and returns it. */
export function world(nodes: Readonly<Record<string, Node>>, mountinfo?: string): string {
  const root = temporaryFolder();
  for (const [path, node] of Object.entries(nodes)) lay(join(root, path), node);
  if (mountinfo !== undefined) {
    lay(join(root, 'proc/self'), 'folder');
    writeFileSync(join(root, 'proc/self/mountinfo'), mountinfo);
  }
  return root;
}

function lay(path: string, node: Node): void {
  mkdirSync(node === 'folder' ? path : dirname(path), { recursive: true });
  if (node === 'file') writeFileSync(path, '');
  else if (node === 'executable') writeFileSync(path, '', { mode: 0o755 });
  else if (node !== 'folder') symlinkSync(node.link, path);
}

/** Lines of `/proc/self/mountinfo`: mount point, device, type. */
export function mountinfo(...mounts: readonly [string, string, string][]): string {
  const lines = mounts.map(
    ([point, device, type], index) =>
      `${index + 20} 1 ${device} / ${point.replaceAll(' ', '\\040')} rw,relatime shared:1 - ${type} none rw\n`,
  );
  return lines.join('');
}
