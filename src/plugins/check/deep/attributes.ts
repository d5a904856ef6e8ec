import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { reasonOf } from '../../../core/problems/charm-error.ts';
import { perl } from '../../../core/process/perl.ts';
import type { DiskPath } from '../../../core/unit/disk/unit-disk.ts';

/** What a file has besides its content: Node can't list it. `unlisted` is one that could not be listed. */
export type Attribute = 'acls' | 'xattrs' | 'capabilities' | 'unlisted';

/** The number of llistxattr(2) in the kernel, by machine. */
const systemCalls: Readonly<Record<string, number>> = { x64: 195, arm64: 12 };

/** The bits of an answer. */
const bits = [
  [1, 'acls'],
  [2, 'xattrs'],
  [4, 'capabilities'],
  [8, 'unlisted'],
] as const;

/**
 * Reads paths that end in NUL, and answers each with one byte: 64 and the bits. The names that a file system makes up for
 * every file, that a security module gives by its own rules, or that overlayfs keeps for itself are nothing to save. What is
 * gone by now, or on a file system that has none, has none.
 */
const script = `
exit 3 if length(pack 'p', '') != 8;
my $call = shift() + 0;
my $names = "\\0" x 65536;
binmode STDIN;
$/ = "\\0";
while (defined(my $path = <STDIN>)) {
  chomp $path;
  my $length = syscall($call, $path, $names, 65536);
  my $found = 64;
  if ($length < 0) {
    my $error = $! + 0;
    $found |= 8 unless $error == 2 || $error == 20 || $error == 95;
  } else {
    for (split /\\0/, substr($names, 0, $length)) {
      if (/^system\\.posix_acl_/) { $found |= 1 }
      elsif ($_ eq 'security.capability') { $found |= 4 }
      elsif (!/^system\\.|^security\\.selinux$|^trusted\\.overlay\\./) { $found |= 2 }
    }
  }
  print chr $found;
}`;

/** Answers after which those that were asked are forgotten. */
const slice = 8192;

/** The attributes of many files, asked of one child process. */
export class AttributeReader<Item extends { readonly file: DiskPath }> {
  readonly #program: string;
  readonly #told: (item: Item, attribute: Attribute) => void;
  readonly #stdin: Writable | undefined;
  readonly #ended: Promise<string | undefined>;
  #isOver = false;
  #asked: Item[] = [];
  #answered = 0;

  /**
   * @param seconds - how long it may take in all
   * @param told - told what was found of an item, where something was
   * @param machine - as Node names it
   */
  constructor(
    seconds: number,
    told: (item: Item, attribute: Attribute) => void,
    program: string = perl,
    machine: string = process.arch,
  ) {
    this.#program = program;
    this.#told = told;
    const call = systemCalls[machine];
    if (call === undefined || process.platform !== 'linux') {
      this.#isOver = true;
      this.#ended = Promise.resolve(`it is not known how this machine (${machine}) tells them`);
      return;
    }
    const child = spawn(program, ['-f', '-e', script, String(call)], {
      stdio: ['pipe', 'pipe', 'ignore'],
      cwd: '/',
      env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
    });
    this.#stdin = child.stdin;
    child.stdout.on('data', (bytes: Buffer) => this.#take(bytes));
    this.#ended = this.#follow(child, seconds);
  }

  /** Asks for some files. Waits while the child has enough to do. */
  async ask(items: readonly Item[]): Promise<void> {
    if (this.#isOver || this.#stdin === undefined) return;
    this.#asked.push(...items);
    const paths = items.flatMap(({ file }) => [Buffer.from(file), Buffer.of(0)]);
    if (this.#stdin.write(Buffer.concat(paths))) return;
    await Promise.race([once(this.#stdin, 'drain').catch(() => {}), this.#ended]);
  }

  /** Waits for the last answers. Returns why not all of them came. */
  async end(): Promise<string | undefined> {
    this.#stdin?.end();
    return this.#ended;
  }

  async #follow(child: ChildProcess, seconds: number): Promise<string | undefined> {
    const program = this.#program;
    const failure = await new Promise<string | undefined>((resolve) => {
      const late = () => resolve(`${program} took longer than ${seconds} seconds`);
      const timer = setTimeout(late, seconds * 1000);
      child.on('error', (error) => {
        clearTimeout(timer);
        resolve(`${program} can't be run: ${reasonOf(error)}`);
      });
      // It has ended then, which its exit code tells better.
      child.stdin?.on('error', () => {});
      child.on('close', (code, signal) => {
        clearTimeout(timer);
        resolve(code === 0 ? undefined : `${program} ended with ${signal ?? `exit code ${code}`}`);
      });
    });
    this.#isOver = true;
    if (failure !== undefined) this.#abandon(child);
    const left = this.#asked.length - this.#answered;
    return failure ?? (left === 0 ? undefined : `${program} gave no answer for ${left} of them`);
  }

  /** What hangs in the kernel can't be ended, and is not waited for. */
  #abandon(child: ChildProcess): void {
    child.kill('SIGKILL');
    child.stdin?.destroy();
    child.stdout?.destroy();
    child.unref();
  }

  #take(bytes: Buffer): void {
    for (const byte of bytes) {
      const item = this.#asked[this.#answered];
      if (item === undefined) return;
      this.#answered++;
      for (const [bit, attribute] of bits) if ((byte & bit) !== 0) this.#told(item, attribute);
    }
    if (this.#answered < slice) return;
    this.#asked = this.#asked.slice(this.#answered);
    this.#answered = 0;
  }
}
