import type { FilesetEntry } from '../../core/draft.ts';
import type { ValidateConfigContext } from '../../core/hooks.ts';
import type { Plugin } from '../../core/plugin.ts';
import {
  alternativeWithoutMatch,
  globWithoutMatch,
  nameNotUtf8,
  parentSegment,
  tooManyMatches,
  unreadableFolder,
} from '../../core/problems/fileset.ts';

/** More paths than this are a folder that someone should list instead. */
const mostMatches = 10_000;

/** Whether the text can be a glob at all. Only then is it worth loading `glob`. */
const magic = /[*?[{]|[+@!]\(/;

/** Expands globs to literal absolute paths on this unit's disk: Bacula never expands one. */
export function globs(): Plugin {
  const name = 'globs';
  return {
    name,
    apply(charm) {
      charm.hooks.validateConfig.tapPromise(name, async ({ draft, disk, report }) => {
        const entries: FilesetEntry[] = [];
        for (const entry of draft.entries) {
          const isGlob = magic.test(entry.value) && entry.value.startsWith('/');
          entries.push(isGlob ? await expandEntry(entry, disk, report) : entry);
        }
        draft.entries = entries;
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
  const patterns = alternatives(entry.value);
  if (patterns.some(hasParentSegment)) {
    report(parentSegment(entry));
    return { ...entry, paths: [] };
  }
  const { paths, withoutMatch, notUtf8, unreadable, isCut } = expand(patterns, disk, mostMatches);
  if (isCut) report(tooManyMatches(entry, mostMatches, literalParent(entry.value)));
  else if (paths.length === 0) report(globWithoutMatch(entry));
  else if (withoutMatch.length > 0) report(alternativeWithoutMatch(entry, withoutMatch));
  if (notUtf8.length > 0) report(nameNotUtf8(entry, notUtf8));
  if (unreadable.length > 0) report(unreadableFolder(entry, unreadable));
  return { ...entry, paths };
}

/** The deepest folder that the pattern names without any magic. */
function literalParent(pattern: string): string {
  const literal = pattern.slice(0, pattern.search(magic));
  return literal.slice(0, literal.lastIndexOf('/')) || '/';
}
