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
      charm.hooks.validateConfig.tap(name, ({ draft, leaveOut }) => {
        for (const entry of draft.entries) {
          const tooLong = entry.paths.filter(isTooLong);
          // Anybody can make one that a glob finds: it is left out, and nothing else.
          if (tooLong.length > 0) leaveOut(tooLong, pathTooLong(entry, tooLong, longestPath));
        }
      });
    },
  };
}
