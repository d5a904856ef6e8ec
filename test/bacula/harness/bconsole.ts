import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { serverProgram } from './release.ts';

/** What a job came to. `OK` in its log says little: a job that saved nothing says so too. */
export type Verdict =
  | {
      readonly kind: 'ran';
      readonly jobId: string;
      /** Bacula's own letter: `T` ended well, `f` failed, `A` cancelled, `R` still running. */
      readonly status: string;
      readonly errors: number;
      readonly files: number;
      readonly log: string;
    }
  | { readonly kind: 'not run'; readonly log: string };

/** The only verdict to trust. */
export function isClean(verdict: Verdict): boolean {
  return (
    verdict.kind === 'ran' && verdict.status === 'T' && verdict.errors === 0 && verdict.files > 0
  );
}

/** @throws Error for a job that was never queued */
export function jobIdOf(verdict: Verdict): string {
  if (verdict.kind === 'not run') throw new Error(`no job: ${verdict.log}`);
  return verdict.jobId;
}

/** A verdict in one phrase, for the table and for messages. */
export function describeVerdict(verdict: Verdict): string {
  if (verdict.kind === 'not run') return 'no job';
  const { status, errors } = verdict;
  return errors > 0 ? `${status} with errors` : status;
}

/** Drives the director through bconsole, one process per question. bconsole exits 0 even on errors. */
export class Console {
  readonly #configFile: string;

  constructor(configFile: string) {
    this.#configFile = configFile;
  }

  ask(...commands: readonly string[]): Promise<string> {
    return this.#run(commands, 150);
  }

  /** @param seconds - after which bconsole is ended, whatever it waits for */
  async #run(commands: readonly string[], seconds: number): Promise<string> {
    const child = spawn(serverProgram('bconsole'), ['-n', '-c', this.#configFile], {
      stdio: ['pipe', 'pipe', 'inherit'],
      timeout: seconds * 1000,
      killSignal: 'SIGKILL',
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    child.stdin.on('error', () => {});
    child.stdin.end(`${[...commands, 'quit'].join('\n')}\n`);
    await once(child, 'close');
    return output;
  }

  /** Asks all this in one go, and tells what became of a job that it began. */
  async session(
    ...commands: readonly string[]
  ): Promise<{ readonly said: string; readonly job: Verdict | undefined }> {
    const said = await this.ask(...commands);
    const jobId = queuedJob(said);
    return { said, job: jobId === undefined ? undefined : await this.finish(jobId, 60) };
  }

  async backup(job: string, seconds?: number): Promise<Verdict> {
    return this.#follow(await this.ask(`run job=${job} yes`), seconds);
  }

  async restore(client: string, fileset: string, job: string, seconds?: number): Promise<Verdict> {
    const restore = `restore client=${client} fileset="${fileset}" restorejob="${job}"`;
    return this.#follow(await this.ask(`${restore} select current all done yes`), seconds);
  }

  /**
   * Waits for a job that is under way, at most so many seconds, and tells how far it has come. bconsole passes over a
   * time limit of its own `wait`.
   */
  async finish(jobId: string, seconds: number): Promise<Verdict> {
    await this.#run([`wait jobid=${jobId}`], seconds);
    const log = await this.ask(`llist jobid=${jobId}`, `list joblog jobid=${jobId}`);
    return {
      kind: 'ran',
      jobId,
      status: field(log, 'JobStatus'),
      errors: Number(field(log, 'JobErrors')),
      files: Number(field(log, 'JobFiles')),
      log,
    };
  }

  async #follow(queued: string, seconds = 60): Promise<Verdict> {
    const jobId = queuedJob(queued);
    if (jobId === undefined) return { kind: 'not run', log: queued };
    return this.finish(jobId, seconds);
  }
}

/** The number of the job that bconsole says it has queued. */
function queuedJob(output: string): string | undefined {
  return /Job queued\. JobId=(\d+)/.exec(output)?.[1];
}

function field(record: string, name: string): string {
  const value = new RegExp(`^\\s*${name}: (.*)$`, 'mi').exec(record)?.[1];
  if (value === undefined) throw new Error(`the catalog has no ${name}: ${record}`);
  return value.trim();
}
