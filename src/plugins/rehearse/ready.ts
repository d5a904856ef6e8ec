import type { ActionContext } from '../../core/hooks/hooks.ts';
import { describeProblem } from '../../core/problems/problem.ts';
import type { FrozenDraft } from '../../core/spec/draft.ts';

/**
 * Judges this unit's config, and ends the action where it has an error: what a backup would run and save then is not what
 * the config says.
 */
export async function validDraft({ judge, unit, fail }: ActionContext): Promise<FrozenDraft> {
  const { draft, problems } = await judge();
  const [first, ...more] = problems.filter(({ severity }) => severity === 'error');
  if (first === undefined) return draft;
  const others = more.length > 0 ? ` (+${more.length} more)` : '';
  return fail(
    `nothing was run, as this config has an error${others}: ${describeProblem(first)}; see juju run ${unit} check`,
  );
}

/** Whether the script is set. One that is blank is not, though it may have a file that only notes that it ran. */
export function isSet({ config }: ActionContext, script: string): boolean {
  return (config.text(script) ?? '').trim() !== '';
}

/** Ends the action unless the script's file is on this unit, as the charm has written it. */
export async function requireFile({ files, fail }: ActionContext, script: string): Promise<void> {
  const file = (await files()).find(({ name }) => name === script);
  switch (file?.state) {
    case 'right':
      return;
    case undefined:
    case 'stray':
      return fail(
        `nothing was run, as ${script} is not on this unit yet: this config was not published since it came; see juju status, and run this again`,
      );
    case 'missing':
      return fail(`nothing was run, as ${file.path} is missing; ${putBack}`);
    case 'changed':
      return fail(
        `nothing was run, as ${file.path} is not as the charm has written it; ${putBack}`,
      );
  }
}

const putBack = 'the next update-status, within five minutes, puts it back; run this again then';

/** How the config stands to what a backup would run and save, in words. */
export async function standingInWords({ standing }: ActionContext): Promise<string> {
  switch (await standing()) {
    case 'published':
      return 'yes';
    case 'no-relation':
      return 'no: there is no backup relation, so that nothing is backed up yet';
    case 'not-published':
      return 'no: a backup runs and saves what another config says, until this one is published; see juju status';
  }
}
