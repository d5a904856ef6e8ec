import type { Plugin } from '../../core/plugin.ts';
import { parentSegment, relativePath } from './problems.ts';

/** Refuses entries that don't start at the root, or that have a `..` segment. */
export function absolutePaths(): Plugin {
  const name = 'absolute-paths';
  return {
    name,
    apply(charm) {
      charm.hooks.validateConfig.tap(name, ({ draft, report }) => {
        for (const entry of draft.entries) {
          if (!entry.value.startsWith('/')) report(relativePath(entry));
          if (entry.value.split('/').includes('..')) report(parentSegment(entry));
        }
      });
    },
  };
}
