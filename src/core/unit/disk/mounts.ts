import fs from 'node:fs';
import type { DiskPath } from './disk-path.ts';

/** One line of `/proc/self/mountinfo` (proc_pid_mountinfo(5)). */
export interface Mount {
  /** Absolute path of the mount point. */
  readonly point: string;
  /** `<major>:<minor>` of the mounted file system. */
  readonly device: string;
  /** The kernel's name of the file system's type, such as `ext4` or `proc`. */
  readonly type: string;
}

/** The mounts that a file such as `/proc/self/mountinfo` lists; none where there is no such file. */
export function readMounts(file: DiskPath): Mount[] {
  let text = '';
  try {
    text = fs.readFileSync(file, 'utf8');
  } catch {
    // The system keeps no such list.
  }
  return text.split('\n').flatMap((line) => {
    const [fields, source] = line.split(' - ');
    const [, , device, , point] = fields?.split(' ') ?? [];
    const type = source?.split(' ')[0];
    if (device === undefined || point === undefined || type === undefined) return [];
    return [{ device, point: unescapeOctal(point), type }];
  });
}

/** mountinfo writes blanks, line breaks and backslashes as `\ooo`. */
function unescapeOctal(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, octal: string) =>
    String.fromCharCode(Number.parseInt(octal, 8)),
  );
}

const remoteTypes = new Set([
  ...[
    '9p',
    'afs',
    'autofs',
    'beegfs',
    'ceph',
    'cifs',
    'coda',
    'fuse',
    'fuseblk',
    'gfs2',
    'glusterfs',
  ],
  ...['gpfs', 'lustre', 'ncpfs', 'nfs', 'nfs4', 'ocfs2', 'orangefs', 'smb3', 'smbfs', 'virtiofs'],
]);

/** Whether another machine or another process answers for what is in this mount, and so may never do so. */
export function isRemote({ type }: Pick<Mount, 'type'>): boolean {
  return remoteTypes.has(type) || type.startsWith('fuse.');
}

const pseudoTypes = new Set([
  ...['binfmt_misc', 'bpf', 'cgroup', 'cgroup2', 'configfs', 'debugfs', 'devpts'],
  ...['devtmpfs', 'efivarfs', 'fusectl', 'hugetlbfs', 'mqueue', 'nsfs', 'proc', 'pstore'],
  ...['rpc_pipefs', 'securityfs', 'selinuxfs', 'sysfs', 'tracefs'],
]);

/** Whether the kernel makes up what is in this mount, so that there is nothing to save. */
export function isPseudo({ type }: Mount): boolean {
  return pseudoTypes.has(type);
}
