import type { Plugin } from '../../core/hooks/plugin.ts';

/**
 * The action `show-spec`: what is published in each relation, which files are on this unit's disk, whether that is what it
 * should be, and when each script has run last. Nothing of what is in a script. Changes nothing.
 */
export function showSpec(): Plugin<'show-spec'> {
  const name = 'show-spec';
  return {
    name,
    actions: [name],
    apply(charm) {
      charm.hooks.action.for(name).tapPromise(name, async (context) => {
        const { answer } = await import('./answer.ts');
        return answer(context);
      });
    },
  };
}
