import { stages, type ValidateConfigContext } from '../../../core/hooks/hooks.ts';
import type { Plugin } from '../../../core/hooks/plugin.ts';
import type { FilesetEntry } from '../../../core/spec/draft.ts';
import { parentSegment } from '../problems.ts';
import { decodeContribution, encodeContribution } from './contribution.ts';
import { literalParent, magic, mostAlternatives, mostMatches } from './limit.ts';
import {
  alternativeWithoutMatch,
  globWithoutMatch,
  globWithScript,
  nameNotUtf8,
  tooManyAlternatives,
  tooManyMatches,
  tooManyMatchesTogether,
  unitsWithoutAnswer,
  unreadableFolder,
} from './problems.ts';
import { unite } from './union.ts';

/**
 * Expands globs to literal absolute paths: Bacula never expands one. Every unit does so on its own disk and tells the
 * leader what it found; the leader publishes the union.
 */
export function globs(): Plugin<'globs'> {
  const name = 'globs';
  return {
    name,
    problems: [
      alternativeWithoutMatch,
      globWithoutMatch,
      globWithScript,
      nameNotUtf8,
      parentSegment,
      tooManyAlternatives,
      tooManyMatches,
      tooManyMatchesTogether,
      unitsWithoutAnswer,
      unreadableFolder,
    ],
    apply(charm) {
      charm.hooks.validateConfig.tapPromise({ name, stage: stages.read }, async (context) => {
        const { draft, unit, report } = context;
        const entries: FilesetEntry[] = [];
        for (const entry of draft.entries) {
          const isGlob = magic.test(entry.value) && entry.value.startsWith('/');
          entries.push(isGlob ? await expandEntry(entry, context) : entry);
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

      charm.hooks.validateConfig.tap(name, ({ draft, report }) => {
        const [glob] = draft.entries.filter((entry) => entry.glob !== undefined);
        const hasScript = draft.scripts.some(({ option }) => option === 'run-before-backup');
        if (glob !== undefined && hasScript) report(globWithScript(glob));
      });

      charm.hooks.publishRelation.tap(name, ({ entries, contribute }) => {
        const patterns = entries.flatMap(({ glob }) => glob?.patterns ?? []);
        contribute(encodeContribution(new Map(patterns.map(({ text, here }) => [text, here]))));
      });
    },
  };
}

async function expandEntry(
  entry: FilesetEntry,
  { disk, report, leaveOut }: ValidateConfigContext,
): Promise<FilesetEntry> {
  const { alternatives, expand, hasParentSegment } = await import('./expand.ts');
  const items = alternatives(entry.value);
  if (items === undefined) {
    report(tooManyAlternatives(entry, mostAlternatives, literalParent(entry.value)));
    return { ...entry, paths: [] };
  }
  if (items.some(hasParentSegment)) {
    report(parentSegment(entry));
    return { ...entry, paths: [] };
  }
  const { paths, literals, matches, notUtf8, unreadable, isCut } = expand(items, disk, mostMatches);
  if (isCut) report(tooManyMatches(entry, mostMatches, literalParent(entry.value)));
  if (notUtf8.length > 0) leaveOut(notUtf8, nameNotUtf8(entry, notUtf8));
  if (unreadable.length > 0) report(unreadableFolder(entry, unreadable));
  const patterns = [...matches].map(([text, here]) => ({
    text,
    here,
    elsewhere: [],
    isUnanswered: false,
  }));
  return patterns.length === 0
    ? { ...entry, paths }
    : { ...entry, paths, glob: { literals, patterns } };
}
