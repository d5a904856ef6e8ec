import type { BackupRelation, ProviderRelation } from '../../core/juju/backup-relation.ts';
import type { Plugin } from '../../core/plugin.ts';
import type { Finding } from '../../core/problems/problem.ts';
import { type FilesetEntry, specOf } from '../../core/spec/draft.ts';
import type { RelationFormat } from '../../core/spec/relation-format.ts';
import { carriedBy } from './carried.ts';
import { keptPaths } from './kept-paths.ts';

/** The format of every relation, or a choice for each: by what its provider says, for instance. */
export type FormatChoice = RelationFormat | ((relation: ProviderRelation) => RelationFormat);

/**
 * Publishes the spec in every `backup` relation, on the leader, and refuses what a format in use can't carry. A choice is
 * asked once there is a relation: until then nothing is published, so nothing is refused either.
 */
export function relationPublisher({ format }: { readonly format: FormatChoice }): Plugin {
  const name = 'relation-publisher';
  const formatOf = typeof format === 'function' ? format : () => format;
  return {
    name,
    apply(charm) {
      charm.hooks.validateConfig.tap(name, ({ draft, relations, report }) => {
        const formats = typeof format === 'function' ? new Set(relations.map(format)) : [format];
        const refused = [...formats].flatMap((each) => each.check(specOf(draft)));
        const { entries, findings } = carriedBy(refused, draft.entries);
        for (const finding of byEntry(findings, draft.entries)) report(finding);
        draft.entries = entries;
      });
      charm.hooks.publishRelation.tapPromise(name, async (context) => {
        const { spec, entries, isLeader, relations } = context;
        // With every path left out, what was published last is all there is.
        if (!isLeader || spec.fileset.length === 0) return;
        const kept = await keptPaths(entries, () => publishedIn(relations, formatOf));
        const paths = [...new Set([...spec.fileset, ...kept])];
        for (const relation of relations) {
          relation.replace(formatOf(relation).encode({ ...spec, fileset: paths }));
        }
      });
    },
  };
}

/** The paths that the providers see now, as far as every format in use can carry them. */
function publishedIn(
  relations: readonly BackupRelation[],
  formatOf: (relation: ProviderRelation) => RelationFormat,
): string[] {
  const paths = relations.flatMap(
    (relation) => formatOf(relation).decode(relation.committed()).fileset,
  );
  const refused = relations.flatMap((relation) =>
    formatOf(relation).check({ fileset: paths, scripts: {} }),
  );
  const errors = refused.filter(({ severity }) => severity === 'error');
  const unfit = new Set(errors.map(({ value }) => value));
  return paths.filter((path) => !unfit.has(path));
}

/** Points each finding at the entry that its path came from. Of many from one glob, the first stands for all. */
function byEntry(findings: readonly Finding[], entries: readonly FilesetEntry[]): Finding[] {
  const entryOf = new Map<string | undefined, FilesetEntry>();
  for (const entry of entries) {
    for (const path of entry.paths) if (!entryOf.has(path)) entryOf.set(path, entry);
  }
  const groups = Map.groupBy(findings, (finding) => {
    const entry = entryOf.get(finding.value);
    return entry === undefined ? finding : JSON.stringify([finding.code, entry.value]);
  });
  return [...groups.values()].flatMap((group) => summarize(group, entryOf));
}

function summarize(
  group: readonly Finding[],
  entryOf: ReadonlyMap<string | undefined, FilesetEntry>,
): Finding[] {
  const [first, ...others] = group;
  if (first === undefined) return [];
  const entry = entryOf.get(first.value);
  if (entry === undefined) return [first];
  const more =
    others.length > 0 ? ` (and ${others.length} more from ${JSON.stringify(entry.value)})` : '';
  return [{ ...first, message: first.message + more, value: entry.value, line: entry.line }];
}
