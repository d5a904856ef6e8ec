import fc from 'fast-check';
import type { ProviderRelation } from '../../../core/juju/backup-relation.ts';
import type { ConfigValue } from '../../../core/juju/config.ts';
import type { Databag } from '../../../core/juju/databag.ts';
import type { Finding } from '../../../core/problems/problem.ts';
import { deepFreeze } from '../../../core/spec/draft.ts';
import type { FormatTarget, RelationFormat } from '../../../core/spec/relation-format.ts';
import type { BackupSpec } from '../../../core/spec/spec.ts';
import { WatchedConfig } from '../watch/watched-config.ts';
import { allScripts, specOf, specs, tellingFilesets } from './specs.ts';

export type TriedRelation = Partial<Pick<ProviderRelation, 'application'>> & {
  /** What the provider says. */
  readonly databag?: Databag;
};

export type ExpectedSpec = (spec: BackupSpec, target: FormatTarget) => BackupSpec;

interface Tried {
  readonly config: Readonly<Record<string, ConfigValue>>;
  readonly relation: TriedRelation;
  readonly specs: readonly BackupSpec[];
  readonly scripts: readonly string[];
  readonly expected: ExpectedSpec;
}

/** How the rules are written down: each case is judged with every config of the trial. */
export interface Rules {
  it(name: string, judge: (subject: Subject) => void | Promise<void>): unknown;
}

/** A format with one config and one relation. What it is given is frozen, as it is in the charm. */
export class Subject {
  readonly format: RelationFormat;
  readonly scripts: readonly string[];
  /** The options that it has read. */
  readonly read = new Set<string>();
  readonly target: FormatTarget;
  readonly #tried: Tried;

  constructor(format: RelationFormat, tried: Tried) {
    const { application = 'bacula-fd', databag = {} } = tried.relation;
    this.format = format;
    this.scripts = tried.scripts;
    this.#tried = tried;
    this.target = {
      config: new WatchedConfig(tried.config, (option) => this.read.add(option)),
      relation: { id: 'backup:1', application, provider: () => databag },
    };
  }

  /** Specs that a format carries, or says why not. */
  get telling(): readonly BackupSpec[] {
    const scripts = allScripts(this.scripts);
    return [
      ...tellingFilesets.map((fileset) => specOf(fileset)),
      specOf(['/etc'], scripts),
      ...this.scripts.map((option) => specOf(['/etc'], { [option]: scripts[option] ?? '' })),
      ...this.#tried.specs,
    ];
  }

  check(spec: BackupSpec): readonly Finding[] {
    return this.format.check(frozen(spec), this.target);
  }

  encode(spec: BackupSpec): Databag {
    return this.format.encode(frozen(spec), this.target);
  }

  /** What the provider makes of what is published. */
  published(spec: BackupSpec): BackupSpec {
    return this.format.decode({ ...this.encode(spec) });
  }

  expected(spec: BackupSpec): BackupSpec {
    return this.#tried.expected(spec, this.target);
  }

  isAccepted(spec: BackupSpec): boolean {
    return !this.check(spec).some(({ severity }) => severity === 'error');
  }

  /** Judges every spec that the format accepts: the telling ones, and any others. */
  whereAccepted(judge: (spec: BackupSpec) => void): void {
    this.everywhere((spec) => {
      if (this.isAccepted(spec)) judge(spec);
    });
  }

  everywhere(judge: (spec: BackupSpec) => void): void {
    for (const spec of this.telling) judge(spec);
    fc.assert(fc.property(specs(this.scripts), judge), { numRuns: 200 });
  }
}

function frozen(spec: BackupSpec): BackupSpec {
  const copy = structuredClone(spec);
  deepFreeze(copy, 'spec');
  return copy;
}
