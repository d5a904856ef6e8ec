import type { ActionContext, ActionResults } from '../../core/hooks/hooks.ts';
import type { ScriptEnd } from '../../core/process/run-script.ts';
import { readName, readSeconds, refuseOthers } from './parameters.ts';
import { isSet, requireFile, standingInWords, validDraft } from './ready.ts';
import { fixInWords, hasSucceeded, outputOf, runInWords } from './run-words.ts';

/** The action `run-script`. */
export async function runOneScript(context: ActionContext): Promise<ActionResults> {
  const { parameters, unit, run, fail } = context;
  const refuse = (reason: string) => fail(reason);
  refuseOthers(parameters, ['name', 'seconds'], refuse);
  const script = readName(parameters, refuse);
  const seconds = readSeconds(parameters, refuse);

  await validDraft(context);
  if (!isSet(context, script)) {
    const [application] = unit.split('/');
    fail(
      `nothing was run, as ${script} is not set; set it with juju config ${application} ${script}=@FILE`,
    );
  }
  await requireFile(context, script);

  const ran = await run(script, seconds);
  const results = {
    ...endOf(ran.end),
    seconds: ran.seconds.toFixed(1),
    published: await standingInWords(context),
    ...outputOf(ran),
  };
  if (hasSucceeded(ran.end)) return results;
  return fail(`${script}: ${runInWords(ran)}; ${fixInWords(ran.end)}`, results);
}

function endOf(end: ScriptEnd): ActionResults {
  switch (end.kind) {
    case 'exited':
      return { 'exit-code': end.exitCode };
    case 'killed':
      return { signal: end.signal };
    case 'over-limit':
    case 'held':
      return { ended: 'at the limit' };
    case 'not-started':
      return { 'not-started': end.reason };
  }
}
