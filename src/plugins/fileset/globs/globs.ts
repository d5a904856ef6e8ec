import type { ValidateConfigContext } from '../../../core/hooks.ts';
import type { Plugin } from '../../../core/plugin.ts';
import type { FilesetEntry } from '../../../core/spec/draft.ts';
import { nameNotUtf8, parentSegment, tooManyMatches, unreadableFolder } from '../problems.ts';
import { decodeContribution, encodeContribution } from './contribution.ts';
import { literalParent, magic, mostMatches } from './limit.ts';
import { unite } from './union.ts';

/**
 * Expands globs to literal absolute paths: Bacula never expands one. Every unit does so on its own disk and tells the
 * leader what it found; the leader publishes the union.
 */
export function globs(): Plugin {
  const name = 'globs';
  return {
    name,
    apply(charm) {
      charm.hooks.validateConfig.tapPromise(name, async (context) => {
        const { draft, disk, unit, report } = context;
        const entries: FilesetEntry[] = [];
        for (const entry of draft.entries) {
          const isGlob = magic.test(entry.value) && entry.value.startsWith('/');
          entries.push(isGlob ? await expandEntry(entry, disk, report) : entry);
        }
        draft.entries = entries;
        if (!entries.some(({ glob }) => glob !== undefined)) return;
        const contributions = context.contributions();
        // What matches nothing here may match elsewhere: only the leader can tell.
        if (contributions === undefined) return;
        const answers = [...contributions].map(
          ([other, text]) => [other, decodeContribution(text)] as const,
        );
        draft.entries = unite(entries, { unit, others: new Map(answers), report });
      });

      charm.hooks.publishRelation.tap(name, ({ entries, contribute }) => {
        const matches = entries.flatMap(({ glob }) => [...(glob?.here ?? [])]);
        contribute(encodeContribution(new Map(matches)));
      });
    },
  };
}

async function expandEntry(
  entry: FilesetEntry,
  disk: ValidateConfigContext['disk'],
  report: ValidateConfigContext['report'],
): Promise<FilesetEntry> {
  const { alternatives, expand, hasParentSegment } = await import('./expand.ts');
  const items = alternatives(entry.value);
  if (items.some(hasParentSegment)) {
    report(parentSegment(entry));
    return { ...entry, paths: [] };
  }
  const { paths, matches, notUtf8, unreadable, isCut } = expand(items, disk, mostMatches);
  if (isCut) report(tooManyMatches(entry, mostMatches, literalParent(entry.value)));
  if (notUtf8.length > 0) report(nameNotUtf8(entry, notUtf8));
  if (unreadable.length > 0) report(unreadableFolder(entry, unreadable));
  return matches.size === 0
    ? { ...entry, paths }
    : { ...entry, paths, glob: { here: matches, elsewhere: [], unanswered: [] } };
}
