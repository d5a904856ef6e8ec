import type { Plugin } from '../../core/hooks/plugin.ts';
import { isTooLong, longestPath } from './entry-check.ts';
import { pathTooLong } from './problems.ts';

/** Refuses paths that are longer than any system call takes: no file daemon could open them. */
export function pathLengths(): Plugin<'path-lengths'> {
  const name = 'path-lengths';
  return {
    name,
    problems: [pathTooLong],
    apply(charm) {
      charm.hooks.validateConfig.tap(name, ({ draft, report }) => {
        for (const entry of draft.entries) {
          const tooLong = entry.paths.filter(isTooLong);
          if (tooLong.length > 0) report(pathTooLong(entry, tooLong, longestPath));
        }
      });
    },
  };
}
