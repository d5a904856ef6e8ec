import { DiskError, rethrow } from '../disk/disk-error.ts';
import { ManagedTree, managedBase } from './managed-tree.ts';

/** What is known of the runs of one script. Times in seconds since 1970, as the machine's clock had them. */
export interface RunRecord {
  /** When the last run began. */
  readonly started: number;
  /** How it ended; undefined while it runs, or where it was cut off. */
  readonly end?: {
    readonly at: number;
    /** 128 and the signal's number where a signal ended it. */
    readonly exitCode: number;
    readonly seconds: number;
    /** It was ended at the limit of the option `script-timeout`. */
    readonly isOverLimit: boolean;
  };
  /** When a run last ended with exit code 0. */
  readonly succeeded?: number;
}

/** By the script's config option. */
export type RunRecordsByOption = Readonly<Record<string, RunRecord>>;

/** For root alone. */
const mode = 0o600;

/** A record has some hundred bytes. */
const largest = 1024;

/** The folder of all applications' records. */
const top = 'runs';

/** When the recording began, in the same folder. */
const sinceName = 'since';

/**
 * What the wrappers of the scripts note of each run: one small file for each script, in
 * `/opt/backup-integrator-charm/runs/<application>`. Nothing is noted where there is no such folder.
 */
export class RunRecords {
  readonly #tree: ManagedTree;
  readonly #names: readonly string[];
  readonly #failed: (error: DiskError) => void;

  /** @param failed - takes what the disk refuses; without it, the first of that is thrown */
  constructor(root: string, application: string, failed: (error: DiskError) => void = rethrow) {
    this.#tree = new ManagedTree(root);
    this.#names = [top, application];
    this.#failed = failed;
  }

  /** What is noted. What the wrappers have not written, or not whole, counts as nothing. */
  read(): RunRecordsByOption {
    const names = this.#tree.names(this.#names, this.#failed);
    const found = names.flatMap((name) => {
      const record = name.startsWith('.') ? undefined : parse(this.#text(name));
      return record === undefined ? [] : [[name, record] as const];
    });
    return Object.fromEntries(found);
  }

  /** Seconds since 1970 from which on runs are noted. Undefined where none are. */
  get since(): number | undefined {
    return fieldsOf(this.#text(sinceName)).get('since');
  }

  /**
   * Has runs noted from now on, if that is not so already. A clock that was set back begins it anew: of a time that is yet to
   * come nobody can tell how long ago it was.
   *
   * @param now - seconds since 1970
   */
  begin(now: number): void {
    const times = [this.since, ...Object.values(this.read()).map(({ started }) => started)];
    if (times.every((time) => time !== undefined && time <= now)) return;
    this.#tree.remove(this.#names, () => true, this.#failed);
    this.#tree.make(this.#names, (folder) =>
      folder.replace(sinceName, Buffer.from(`since=${now}\n`), mode),
    );
  }

  /** Has no more runs noted, and forgets those that were. */
  end(): void {
    if (!this.#tree.has([], top, this.#failed)) return;
    this.#tree.remove(this.#names, () => true, this.#failed);
    this.#tree.removeEmpty(this.#names, this.#failed);
  }

  #text(name: string): string {
    try {
      const content = this.#tree.look(this.#names, (folder) => folder.readOwn(name, mode, largest));
      return content?.toString() ?? '';
    } catch (error) {
      this.#failed(DiskError.of(managedBase, 'read', error));
      return '';
    }
  }
}

/** `<name>=<number>` with blanks between them, and a line's end, without which the text is not whole. */
function fieldsOf(text: string): ReadonlyMap<string, number> {
  if (!/^(?:[a-z]+=\d{1,15} ?)+\n$/.test(text)) return new Map();
  return new Map(
    text
      .trim()
      .split(' ')
      .map((field) => {
        const [name = '', value = ''] = field.split('=');
        return [name, Number(value)] as const;
      }),
  );
}

function parse(text: string): RunRecord | undefined {
  const fields = fieldsOf(text);
  const [started, ended, exitCode] = [
    fields.get('started'),
    fields.get('ended'),
    fields.get('exit'),
  ];
  if (started === undefined) return undefined;
  const succeeded = fields.get('succeeded');
  const end =
    ended === undefined || exitCode === undefined
      ? undefined
      : {
          at: ended,
          exitCode,
          seconds: fields.get('seconds') ?? 0,
          isOverLimit: fields.get('overlimit') === 1,
        };
  return {
    started,
    ...(end === undefined ? {} : { end }),
    ...(succeeded === undefined ? {} : { succeeded }),
  };
}
