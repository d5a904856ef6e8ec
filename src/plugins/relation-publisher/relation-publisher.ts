import { stages, type ValidateConfigContext } from '../../core/hooks/hooks.ts';
import type { Plugin } from '../../core/hooks/plugin.ts';
import type { BackupRelation } from '../../core/juju/backup-relation.ts';
import type { Config } from '../../core/juju/config.ts';
import type { Finding, Problem } from '../../core/problems/problem.ts';
import { type FrozenDraft, specOf } from '../../core/spec/draft.ts';
import type { RelationFormat } from '../../core/spec/relation-format.ts';
import type { BackupSpec } from '../../core/spec/spec.ts';
import { judgeFindings } from './judge-findings.ts';
import { keptPaths } from './kept-paths.ts';
import { emptyFileset } from './problems.ts';

/** Publishes the spec in every `backup` relation, on the leader, and refuses what the format can't carry. */
export function relationPublisher({
  format,
}: {
  readonly format: RelationFormat;
}): Plugin<'relation-publisher'> {
  const name = 'relation-publisher';
  return {
    name,
    options: format.options ?? [],
    problems: [emptyFileset, ...(format.problems ?? [])],
    apply(charm) {
      charm.hooks.validateConfig.tap({ name, stage: stages.format }, (context) => {
        const { config, draft, relations, problems } = context;
        const spec = specOf(draft);
        const targets =
          relations.length === 0
            ? [{ config }]
            : relations.map((relation) => ({ config, relation }));
        const isSaid = saidOf(draft, problems);
        const findings = targets.flatMap((target) => format.check(spec, target));
        const news = unique(findings).filter((finding) => !isSaid(finding));
        const leftOut = judgeFindings(news, context);
        const fileset = spec.fileset.filter((path) => !leftOut.has(path));
        if (fileset.length > 0) refuseEmpty(format, { ...spec, fileset }, context);
      });
      charm.hooks.publishRelation.tapPromise(name, async (context) => {
        const { spec, config, entries, isLeader, relations } = context;
        if (!isLeader) return;
        const kept = await keptPaths(entries, () => publishedIn(relations, config, format));
        const fileset = kept.length === 0 ? spec.fileset : [...new Set([...spec.fileset, ...kept])];
        for (const relation of relations) {
          relation.publish(format.encode({ ...spec, fileset }, { config, relation }));
        }
      });
    },
  };
}

/** What a relative path should be is said already; everything else is the format's to judge. */
function saidOf({ entries }: FrozenDraft, problems: readonly Problem[]) {
  const errors = problems.filter(({ severity }) => severity === 'error');
  const refused = new Set(errors.map(({ value }) => value));
  const paths = entries.filter(({ value }) => refused.has(value)).flatMap((entry) => entry.paths);
  const said = new Set<string | undefined>(paths);
  return ({ code, value }: Finding) => code.endsWith('/relative-path') && said.has(value);
}

/** A format may find the same for each relation. */
function unique(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()];
}

/** A format that chooses what a provider is to save may find nothing for one of them. */
function refuseEmpty(
  format: RelationFormat,
  spec: BackupSpec,
  { config, relations, report }: ValidateConfigContext,
): void {
  for (const relation of relations) {
    const { fileset } = format.decode(format.encode(spec, { config, relation }));
    if (fileset.length === 0) report(emptyFileset(relation.id, relation.application));
  }
}

/** The paths that the providers see now, as far as the format can carry them. */
function publishedIn(
  relations: readonly BackupRelation[],
  config: Config,
  format: RelationFormat,
): string[] {
  return relations.flatMap((relation) => {
    const spec = format.decode(relation.committed());
    const findings = format.check({ ...spec, scripts: {} }, { config, relation });
    const errors = findings.filter(({ severity }) => severity === 'error');
    const unfit = new Set(errors.map(({ value }) => value));
    return spec.fileset.filter((path) => !unfit.has(path));
  });
}
