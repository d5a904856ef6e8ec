import type { Plugin } from '../../core/hooks/plugin.ts';
import { parentSegment, relativePath } from './problems.ts';

/** Refuses entries that don't start at the root, or that have a `..` segment. */
export function absolutePaths(): Plugin<'absolute-paths'> {
  const name = 'absolute-paths';
  return {
    name,
    problems: [relativePath, parentSegment],
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
