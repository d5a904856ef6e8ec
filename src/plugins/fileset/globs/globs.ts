import { stages, type ValidateConfigContext } from '../../../core/hooks/hooks.ts';
import type { Plugin } from '../../../core/hooks/plugin.ts';
import type { FilesetEntry } from '../../../core/spec/draft.ts';
import type { PathPattern } from '../../../core/spec/path-pattern.ts';
import { parentSegment } from '../problems.ts';
import { encodeContribution } from './contribution.ts';
import { magic } from './limit.ts';
import * as problems from './problems.ts';
import { reportExcess, reportFound } from './report-found.ts';
import { unite } from './union.ts';
import type { WalkLimits } from './walk.ts';

/**
 * Expands globs to literal absolute paths: Bacula never expands one. Every unit does so on its own disk and tells the
 * leader what it found; the leader publishes the union.
 *
 * @param limits - other limits of a walk than those of the charm
 */
export function globs(limits: Partial<WalkLimits> = {}): Plugin<'globs'> {
  const name = 'globs';
  return {
    name,
    options: ['run-before-backup'],
    problems: [parentSegment, ...Object.values(problems)],
    apply(charm) {
      charm.hooks.validateConfig.tapPromise({ name, stage: stages.read }, async (context) => {
        const { draft, unit, report, leaveOut } = context;
        const isGlob = ({ value, paths }: FilesetEntry) =>
          paths.length > 0 && magic.test(value) && value.startsWith('/');
        if (!draft.entries.some(isGlob)) return;
        const entries = await expandEntries(draft.entries, isGlob, context, limits);
        draft.entries = entries;
        if (!entries.some(({ glob }) => glob !== undefined)) return;
        const contributions = context.contributions();
        // What matches nothing here may match elsewhere: only the leader can tell.
        if (contributions === undefined) return;
        const { hear } = await import('./listener.ts');
        const others = hear(contributions, entries, report);
        draft.entries = unite(entries, { unit, others, report, leaveOut });
      });

      charm.hooks.validateConfig.tap(name, ({ config, draft, report }) => {
        const [glob] = draft.entries.filter((entry) => entry.glob !== undefined);
        const hasScript = (config.text('run-before-backup') ?? '').trim() !== '';
        if (glob !== undefined && hasScript) report(problems.globWithScript(glob));
      });

      charm.hooks.publishRelation.tap(name, ({ entries, contribute }) => {
        // Of a pattern that this unit can't answer, its last answer is over: the leader keeps what is published of it.
        const patterns = entries.flatMap(({ glob }) => glob?.patterns ?? []);
        const answered = patterns.filter(({ isUnknownHere }) => isUnknownHere !== true);
        contribute(encodeContribution(new Map(answered.map(({ text, here }) => [text, here]))));
      });
    },
  };
}

async function expandEntries(
  entries: readonly FilesetEntry[],
  isGlob: (entry: FilesetEntry) => boolean,
  context: ValidateConfigContext,
  limits: Partial<WalkLimits>,
): Promise<FilesetEntry[]> {
  const { Allowance, Excess } = await import('./alternatives.ts');
  const { expand, walkLimits } = await import('./expand.ts');
  const allowance = new Allowance();
  const found = new Map<FilesetEntry, readonly PathPattern[]>();
  let last: unknown;
  for (const entry of entries.filter(isGlob)) {
    const items = allowance.alternatives(entry.value);
    if (items instanceof Excess) {
      if (items !== last) reportExcess(entry, items, context);
      last = items;
    } else if (items.some(({ hasParentSegment }) => hasParentSegment)) {
      context.report(parentSegment(entry));
    } else found.set(entry, items);
  }
  const expansions = expand([...found.values()], context.disk, { ...walkLimits, ...limits });
  const byEntry = new Map([...found.keys()].map((entry, index) => [entry, expansions[index]]));
  return entries.map((entry): FilesetEntry => {
    if (!isGlob(entry)) return entry;
    const { paths = [], literals = [], found } = byEntry.get(entry) ?? {};
    if (found === undefined) return { ...entry, paths };
    reportFound(entry, found, context);
    const patterns = [...found.matches].map(([text, here]) => ({
      text,
      here,
      elsewhere: [],
      isUnanswered: found.stop !== undefined,
      ...(found.stop === undefined ? {} : { isUnknownHere: true as const }),
    }));
    return { ...entry, paths, glob: { literals, patterns } };
  });
}
