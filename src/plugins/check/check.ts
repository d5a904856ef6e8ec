import type { Plugin } from '../../core/hooks/plugin.ts';

/** How the action measures time. */
interface CheckOptions {
  /** Milliseconds from any point in time on. */
  readonly clock?: () => number;
}

/**
 * The action `check`: judges this unit's config, or another one in its place, and shows all that there is to say of it.
 * On request it counts what would be saved, and looks for what a backup would lose. Changes nothing.
 */
export function check({ clock = () => performance.now() }: CheckOptions = {}): Plugin<'check'> {
  const name = 'check';
  return {
    name,
    actions: [name],
    apply(charm) {
      charm.hooks.action.for(name).tapPromise(name, async (context) => {
        const { answer } = await import('./answer.ts');
        return answer(context, clock);
      });
    },
  };
}
