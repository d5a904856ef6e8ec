import { quote } from '../../../core/problems/quote.ts';
import { textOf } from '../../../core/unit/disk/disk-path.ts';
import type { At } from './recent.ts';

/** One kind of thing that a backup loses without a word. */
interface Loss {
  readonly one: string;
  readonly many: string;
  /** What becomes of it. */
  readonly meaning: string;
  /**
   * What to do about it, as an imperative clause.
   *
   * @param folders - where it was found, as the words of a command
   */
  readonly remedy: (folders: string) => string;
}

const dumpInstead =
  'have run-before-backup dump what is in them, or stop what writes them, and list the dump in their place';

/** By code, the most serious first. */
const losses = {
  'not-utf8': {
    one: 'name that is not UTF-8',
    many: 'names that are not UTF-8',
    meaning:
      'a single one keeps every file of the backup out of the catalog, so that nothing is restored from it',
    remedy: () =>
      'rename them, or have run-before-backup pack their folder with tar, and list the archive in its place',
  },
  mounts: {
    one: 'folder of another file system',
    many: 'folders of other file systems',
    meaning: 'nothing of what is mounted there is saved',
    remedy: () => 'list each that is to be saved as an entry of its own',
  },
  unreadable: {
    one: "file or folder that can't be read",
    many: "files and folders that can't be read",
    meaning: 'they are left out of the backup',
    remedy: () => 'see why root can not read them, as with cp FILE /dev/null',
  },
  changing: {
    one: 'file that changed during this check',
    many: 'files that changed during this check',
    meaning: 'what is saved of them may be of two moments, and useless',
    remedy: () => dumpInstead,
  },
  'open-for-writing': {
    one: 'file that a process has open for writing',
    many: 'files that processes have open for writing',
    meaning: 'what is saved of them may be of two moments, and useless',
    remedy: () => dumpInstead,
  },
  acls: {
    one: 'file or folder with an ACL',
    many: 'files and folders with ACLs',
    meaning: 'they come back without them, and their group gets what the mask allowed',
    remedy: (folders) =>
      `put getfacl -R --absolute-names -- ${folders} > /var/backups/acls.txt into run-before-backup, list that file, and put setfacl --restore=/var/backups/acls.txt into run-after-restore`,
  },
  capabilities: {
    one: 'file with capabilities',
    many: 'files with capabilities',
    meaning: 'they come back without them, so that the program lacks its privileges',
    remedy: (folders) =>
      `put getfattr -R -h -d -e hex -m '^security\\.capability$' --absolute-names -- ${folders} > /var/backups/capabilities.txt into run-before-backup, list that file, and put setfattr -h --restore=/var/backups/capabilities.txt into run-after-restore`,
  },
  xattrs: {
    one: 'file or folder with extended attributes',
    many: 'files and folders with extended attributes',
    meaning: 'they come back without them',
    remedy: (folders) =>
      `put getfattr -R -h -d -e hex -m '^(user|trusted)\\.' --absolute-names -- ${folders} > /var/backups/xattrs.txt into run-before-backup, list that file, and put setfattr -h --restore=/var/backups/xattrs.txt into run-after-restore`,
  },
  sparse: {
    one: 'sparse or compressed file',
    many: 'sparse or compressed files',
    meaning: 'they come back with all their bytes on the disk',
    remedy: () =>
      'see that a restore has room for that, and put fallocate --dig-holes FILE into run-after-restore',
  },
  sockets: {
    one: 'socket',
    many: 'sockets',
    meaning: 'they are left out, which is right: their service makes them when it starts',
    remedy: () => 'do nothing',
  },
} as const satisfies Readonly<Record<string, Loss>>;

type LossCode = keyof typeof losses;

/** Characters of a path that is shown, and of a folder in a command. */
const longest = 200;

/** Examples of each kind. */
const most = 3;

/** The first of some paths, and how many there are. */
export class Examples {
  readonly #shown: string[] = [];
  readonly #starts = new Set<string>();
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** `"/a", "/b", "/c" and 4 more` */
  get text(): string {
    const more = this.#count - this.#shown.length;
    return `${this.#shown.join(', ')}${more > 0 ? ` and ${more.toLocaleString('en')} more` : ''}`;
  }

  /** The listed paths that they are below, as words of a shell; `FOLDER...` where those are too many, or too long. */
  get folders(): string {
    const all = [...this.#starts];
    if (all.length > most || all.some((start) => start.length > longest)) return 'FOLDER...';
    return all.map(quoted).join(' ');
  }

  add({ start, path }: At): void {
    this.#count++;
    if (this.#shown.length < most) this.#shown.push(quote(shortened(textOf(path))));
    if (this.#starts.size <= most) this.#starts.add(start);
  }
}

/** How much of each kind was found. */
export class Tally {
  readonly #found = new Map<string, Examples>();

  add(code: LossCode, at: At): void {
    const found = this.#found.get(code) ?? new Examples();
    this.#found.set(code, found);
    found.add(at);
  }

  count(code: LossCode): number {
    return this.#found.get(code)?.count ?? 0;
  }

  /** One for each kind that was found, the most serious first: count, examples, what becomes of it, what to do. */
  lines(): string[] {
    return Object.entries<Loss>(losses).flatMap(([code, loss]) => {
      const found = this.#found.get(code);
      if (found === undefined) return [];
      const counted = `${found.count.toLocaleString('en')} ${found.count === 1 ? loss.one : loss.many}`;
      return [
        `${counted}: ${found.text}; ${loss.meaning}; ${loss.remedy(found.folders)} [${code}]`,
      ];
    });
  }
}

function shortened(path: string): string {
  return path.length <= longest ? path : `${path.slice(0, 100)}…${path.slice(-100)}`;
}

/** The name of a folder may be anybody's: whoever copies the command must not run it. */
function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
