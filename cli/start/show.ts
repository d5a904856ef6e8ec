import { styleText } from 'node:util';
import type { HookResult } from '../../src/testing/index.ts';
import { type BuiltCharm, openModel } from './model.ts';
import { Report } from './output/report.ts';
import { paragraph } from './output/table.ts';
import type { Tour } from './tour.ts';

const whatRuns =
  'The built charm in a model of Juju: for each hook of each unit, its process is started as Juju starts it.';

/** Runs a tour, and writes what is to be seen after each step to stdout. Returns whether a hook failed. */
export async function show(built: BuiltCharm, tour: Tour, stopped: AbortSignal): Promise<boolean> {
  const { machine, remark = '', steps } = tour;
  const assumed = new Set<string>();
  await using juju = await openModel(built, tour, assumed);
  const report = new Report(juju, assumed);
  const hooks: HookResult[] = [];

  const where = `Each machine is a temporary folder in place of /, ${machine.description}.`;
  write(paragraph(`${whatRuns} ${where} ${remark}`.trim()));
  for (const [index, { title, commands, run }] of steps.entries()) {
    write(`\n${styleText(['bold', 'cyan'], `${index + 1}. ${title}`)}\n`);
    // Not wrapped, so that it can be copied.
    for (const command of commands) write(`   $ ${command}\n`);
    try {
      hooks.push(...(await run(juju)));
    } catch (error) {
      // What ran was stopped, too.
      if (!stopped.aborted) throw error;
    }
    if (stopped.aborted) return false;
    write(`\n${report.next()}`);
  }
  const failed = hooks.filter(({ isCommitted }) => !isCommitted);
  write(`\n${summary(failed)}\n`);
  return failed.length > 0;
}

function summary(failed: readonly HookResult[]): string {
  if (failed.length === 0) return 'Every hook has ended well.';
  const named = failed.map(({ event, unit }) => `${event} on ${unit}`).join(', ');
  return styleText('red', `Failed: ${named}. The log says why.`);
}

function write(text: string): void {
  process.stdout.write(text);
}
