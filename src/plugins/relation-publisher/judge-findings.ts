import type { ValidateConfigContext } from '../../core/hooks/hooks.ts';
import type { Finding } from '../../core/problems/problem.ts';
import { quote } from '../../core/problems/quote.ts';
import { type FilesetEntry, pathsOnAllUnits } from '../../core/spec/draft.ts';

type Judge = Pick<ValidateConfigContext, 'draft' | 'report' | 'leaveOut'>;

/**
 * Reports what a format has found, for each entry once. Matches that it can't carry are left out: they are what a disk
 * has, not what the config asks for. What only another unit has is that unit's to report.
 *
 * Returns the paths that have an error.
 */
export function judgeFindings(
  findings: readonly Finding[],
  { draft, report, leaveOut }: Judge,
): ReadonlySet<string> {
  const unfit = new Set<string>();
  if (findings.length === 0) return unfit;
  const entryOf = new Map<string | undefined, FilesetEntry>();
  for (const entry of draft.entries) {
    for (const path of pathsOnAllUnits(entry)) if (!entryOf.has(path)) entryOf.set(path, entry);
  }
  const here = new Set<string | undefined>();
  for (const { paths } of draft.entries) for (const path of paths) here.add(path);
  const groups = Map.groupBy(findings, (finding) => {
    const entry = finding.option === 'fileset' ? entryOf.get(finding.value) : undefined;
    return entry === undefined ? finding : JSON.stringify([finding.code, entry.value]);
  });
  for (const group of groups.values()) {
    const [first] = group;
    const entry = first?.option === 'fileset' ? entryOf.get(first.value) : undefined;
    if (first === undefined) continue;
    if (entry === undefined) {
      report(first);
      continue;
    }
    const ofThisUnit = group.filter(({ value }) => here.has(value));
    const finding = summarize(ofThisUnit.length > 0 ? ofThisUnit : group, entry);
    if (finding.severity === 'error') {
      const paths = group.flatMap(({ value }) => value ?? []);
      for (const path of paths) unfit.add(path);
      leaveOut(paths, finding);
    } else if (ofThisUnit.length > 0) {
      report(finding);
    }
  }
  return unfit;
}

/** Of many from one entry, the first stands for all. */
function summarize(group: readonly Finding[], { value, line }: FilesetEntry): Finding {
  const [first, ...others] = group;
  if (first === undefined) throw new Error('a group of findings has one at least');
  const more = others.length > 0 ? ` (and ${others.length} more from ${quote(value)})` : '';
  return { ...first, message: first.message + more, value, line };
}
