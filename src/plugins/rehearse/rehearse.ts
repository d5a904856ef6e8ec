import type { Plugin } from '../../core/hooks/plugin.ts';

/**
 * The actions `run-script` and `rehearse`: the first runs one of the scripts on this unit as a provider's file daemon does,
 * the second runs both around a backup, and counts what that would save in between.
 */
export function rehearse(): Plugin<'rehearse'> {
  const name = 'rehearse';
  return {
    name,
    actions: ['run-script', name],
    apply(charm) {
      charm.hooks.action.for('run-script').tapPromise(name, async (context) => {
        const { runOneScript } = await import('./run-script.ts');
        return runOneScript(context);
      });
      charm.hooks.action.for(name).tapPromise(name, async (context) => {
        const { rehearsal } = await import('./rehearsal.ts');
        return rehearsal(context);
      });
    },
  };
}
