import { isNamedInUtf8, textOf } from '../../../core/unit/disk/disk-path.ts';
import { isPseudo } from '../../../core/unit/disk/mounts.ts';
import { OpenFiles } from '../../../core/unit/disk/open-files.ts';
import { type Met, walkSaved } from '../../../core/unit/disk/saved-tree.ts';
import {
  type DiskPath,
  type Stats,
  type UnitDisk,
  Unreadable,
} from '../../../core/unit/disk/unit-disk.ts';
import type { Progress } from '../progress.ts';
import { mostNames } from '../size.ts';
import { AttributeReader } from './attributes.ts';
import { Examples, Tally } from './losses.ts';
import { type At, mostRecent, RecentFiles } from './recent.ts';

/** What the look may use. */
export interface DeepLimits {
  readonly seconds: number;
  /** Names to look at. */
  readonly names: number;
  /** Files that were written lately, which are looked at twice. */
  readonly recent: number;
}

/** Where the time is from, and the attributes. */
export interface DeepSources {
  readonly progress: Progress;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The Perl that lists attributes; the system's, where it is not given. */
  readonly perl?: string;
}

/** What a backup of some paths would lose. */
export interface Deep {
  /** A line for each kind of loss, with examples and the remedy. */
  readonly losses: readonly string[];
  /** A line for each thing that could not be found out, with the reason. */
  readonly unknown: readonly string[];
  /** Names that were looked at. */
  readonly names: number;
  /** Those of them that are not UTF-8. */
  readonly notUtf8: number;
}

/** A path below a listed one, as a program on the machine is told it. */
interface Asked extends At {
  readonly file: DiskPath;
}

/** Bytes that a file has less on the disk than it is long: less is the rounding of a file system. */
const hole = 64 * 1024;

/** Milliseconds. */
const lately = 24 * 60 * 60 * 1000;

/** Files whose attributes are asked for in one go. */
const slice = 256;

/** Seconds that the attributes may take longer than the walk. */
const grace = 10;

/** Walks what Bacula saves of the paths, and lists what it would lose without a word. */
export async function lookDeep(
  paths: readonly string[],
  disk: UnitDisk,
  limits: Pick<DeepLimits, 'seconds'> & Partial<DeepLimits>,
  sources: DeepSources,
): Promise<Deep> {
  const all = { names: mostNames, recent: mostRecent, ...limits };
  return new DeepLook(disk, all, sources).run(paths);
}

class DeepLook {
  readonly #disk: UnitDisk;
  readonly #limits: DeepLimits;
  readonly #progress: Progress;
  readonly #lost = new Tally();
  readonly #unlisted = new Examples();
  readonly #open: OpenFiles;
  readonly #recent: RecentFiles;
  readonly #attributes: AttributeReader<Asked>;
  #asked: Asked[] = [];
  #names = 0;
  #stop: string | undefined;

  constructor(disk: UnitDisk, limits: DeepLimits, { progress, now, perl }: DeepSources) {
    this.#disk = disk;
    this.#limits = limits;
    this.#progress = progress;
    this.#open = new OpenFiles(textOf(disk.onMachine('/proc')));
    this.#recent = new RecentFiles(limits.recent, now - lately);
    this.#attributes = new AttributeReader<Asked>(
      limits.seconds + grace,
      (at, attribute) =>
        attribute === 'unlisted' ? this.#unlisted.add(at) : this.#lost.add(attribute, at),
      perl,
    );
  }

  async run(paths: readonly string[]): Promise<Deep> {
    let failure: string | undefined;
    try {
      const limits = { entries: this.#limits.names, isLate: () => this.#isLate() };
      for (const met of walkSaved(paths, this.#disk, limits)) {
        this.#meet(met);
        if (this.#asked.length === slice) await this.#ask();
      }
      await this.#ask();
    } finally {
      failure = await this.#attributes.end();
    }
    for (const at of this.#recent.changed(this.#disk)) this.#lost.add('changing', at);
    return {
      losses: this.#lost.lines(),
      unknown: this.#unknown(failure),
      names: this.#names,
      notUtf8: this.#lost.count('not-utf8'),
    };
  }

  #isLate(): boolean {
    this.#progress.tell(() => `looked at ${this.#names.toLocaleString('en')} names`);
    return this.#progress.elapsed >= this.#limits.seconds * 1000;
  }

  #meet(met: Met): void {
    if ('path' in met && met.kind !== 'unreadable') this.#names++;
    switch (met.kind) {
      case 'saved':
        this.#meetSaved(met, met.stats);
        break;
      case 'socket':
        this.#lost.add('sockets', met);
        break;
      case 'mount':
        if (!this.#isMadeUp(met.path)) this.#lost.add('mounts', met);
        break;
      case 'unreadable':
        this.#lost.add('unreadable', met);
        break;
      case 'stopped':
        this.#stop =
          met.by === 'time'
            ? `${this.#limits.seconds} seconds`
            : `${this.#limits.names.toLocaleString('en')} names`;
    }
  }

  #meetSaved(at: At, stats: Stats): void {
    if (!isNamedInUtf8(at.path)) this.#lost.add('not-utf8', at);
    if (stats.isSymbolicLink()) return;
    this.#asked.push({ start: at.start, path: at.path, file: this.#disk.onMachine(at.path) });
    if (!stats.isFile()) return;
    if (stats.size - stats.blocks * 512 >= hole) this.#lost.add('sparse', at);
    if (this.#disk.tryOpen(at.path, stats) instanceof Unreadable) this.#lost.add('unreadable', at);
    if (this.#open.isWritten(stats)) this.#lost.add('open-for-writing', at);
    this.#recent.note(at, stats);
  }

  /** Whether the kernel makes up what is mounted there. */
  #isMadeUp(point: DiskPath): boolean {
    const mount = this.#disk.mounts().findLast((each) => each.point === point);
    return mount !== undefined && isPseudo(mount);
  }

  async #ask(): Promise<void> {
    const asked = this.#asked;
    this.#asked = [];
    await this.#attributes.ask(asked);
  }

  #unknown(failure: string | undefined): string[] {
    return [
      ...(this.#stop === undefined ? [] : [`all the rest: the look stopped after ${this.#stop}`]),
      ...(failure === undefined
        ? []
        : [`ACLs, extended attributes and capabilities, of some files or all: ${failure}`]),
      ...(this.#unlisted.count === 0
        ? []
        : [
            `ACLs, extended attributes and capabilities that can't be listed: ${this.#unlisted.text}`,
          ]),
      ...(this.#open.cut === undefined
        ? []
        : [`which files are open for writing: ${this.#open.cut}`]),
      ...(this.#recent.isFull
        ? [
            `which files changed: more than ${this.#limits.recent.toLocaleString('en')} were written within a day, and only those were looked at twice`,
          ]
        : []),
    ];
  }
}
