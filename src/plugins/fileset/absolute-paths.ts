import type { Plugin } from '../../core/hooks/plugin.ts';
import { parentSegment, relativePath } from './problems.ts';

const parent = /(?:^|\/)\.\.(?:\/|$)/;

/** Refuses entries that don't start at the root, or that have a `..` segment. */
export function absolutePaths(): Plugin<'absolute-paths'> {
  const name = 'absolute-paths';
  return {
    name,
    problems: [relativePath, parentSegment],
    apply(charm) {
      charm.hooks.validateConfig.tap(name, ({ draft, report }) => {
        for (const entry of draft.entries) {
          if (entry.paths.some((path) => !path.startsWith('/'))) report(relativePath(entry));
          // An entry that stands for no path was told what is wrong with it.
          const isPath = entry.paths.length > 0;
          if (isPath && parent.test(entry.value)) report(parentSegment(entry));
        }
      });
    },
  };
}
