import { stages } from '../../core/hooks/hooks.ts';
import type { Plugin } from '../../core/hooks/plugin.ts';
import type { Finding } from '../../core/problems/problem.ts';
import type { FilesetEntry } from '../../core/spec/draft.ts';
import { isTooLong, longestPath } from './entry-check.ts';
import { magic } from './globs/limit.ts';
import { intentOf } from './intents.ts';
import { mostOfEntry, mostOfFileset, parseFileset } from './parse.ts';
import {
  entryTooLong,
  filesetNotSet,
  filesetTooLong,
  notAPath,
  pathTooLong,
  tooManyEntries,
} from './problems.ts';

/**
 * Reads the `fileset` option into the draft. Every entry stands for the path as written, until a later plugin says
 * otherwise; one that is something else than a path stands for none.
 */
export function fileset(): Plugin<'fileset'> {
  const name = 'fileset';
  return {
    name,
    options: ['fileset'],
    problems: [entryTooLong, filesetNotSet, filesetTooLong, notAPath, pathTooLong, tooManyEntries],
    apply(charm) {
      charm.hooks.validateConfig.tap({ name, stage: stages.read }, ({ config, draft, report }) => {
        const text = config.text('fileset') ?? '';
        const bytes = Buffer.byteLength(text);
        if (bytes > mostOfFileset.bytes) return report(filesetTooLong(bytes, mostOfFileset.bytes));
        const entries = parseFileset(text);
        const next = entries[mostOfFileset.entries];
        if (next !== undefined) return report(tooManyEntries(next, mostOfFileset.entries));
        if (entries.length === 0) report(filesetNotSet());
        draft.entries = entries.map((entry) => {
          const finding = whyNoPath(entry);
          if (finding === undefined) return entry;
          report(finding);
          return { ...entry, paths: [] };
        });
      });
    },
  };
}

function whyNoPath(entry: FilesetEntry): Finding | undefined {
  const { value } = entry;
  const intent = intentOf(value);
  if (intent !== undefined) return notAPath(entry, intent);
  if (value.length > mostOfEntry) return entryTooLong(entry, mostOfEntry);
  return magic.test(value) || !isTooLong(value)
    ? undefined
    : pathTooLong(entry, [value], longestPath);
}
