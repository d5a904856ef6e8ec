import os from 'node:os';
import { UserError } from '../../src/check/user-error.ts';
import { type RunArguments, readArguments, usage } from './arguments.ts';
import type { BuiltCharm } from './model.ts';
import { show } from './show.ts';
import { planTour } from './tour.ts';

/** Waits for the hooks that run, so that the temporary folders go with them; a second signal ends it at once. */
function stopOnSignals(): AbortSignal {
  const stopped = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(name, () => {
      process.exitCode = 128 + os.constants.signals[name];
      stopped.abort();
    });
  }
  // Whoever reads the output may have seen enough, as `head` has.
  process.stdout.on('error', () => stopped.abort());
  return stopped.signal;
}

/** Runs a charm that is built, and sets the exit code. */
export async function start(args: RunArguments, built: BuiltCharm): Promise<void> {
  const tour = planTour(args, built.metadata);
  const haveFailed = await show(built, tour, stopOnSignals());
  if (haveFailed) process.exitCode = 1;
}

async function startWith(argv: readonly string[], built: BuiltCharm): Promise<void> {
  const args = readArguments(argv, process.env);
  if (args.kind === 'help') process.stdout.write(usage);
  else await start(args, built);
}

/** Is the process of `npm start`. */
export function main(built: BuiltCharm): void {
  startWith(process.argv.slice(2), built).catch((error: unknown) => {
    if (!(error instanceof UserError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = error.exitCode;
  });
}
