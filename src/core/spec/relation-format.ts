import type { ProviderRelation } from '../juju/backup-relation.ts';
import type { Config } from '../juju/config.ts';
import type { Databag } from '../juju/databag.ts';
import type { KindInfo } from '../problems/kind.ts';
import type { Finding } from '../problems/problem.ts';
import type { BackupSpec } from './spec.ts';

/** What a spec is published in. */
export interface FormatTarget {
  readonly config: Config;
  readonly relation: ProviderRelation;
}

/** As {@link FormatTarget}; before the first `backup` relation there is no relation. */
export interface CheckTarget {
  readonly config: Config;
  readonly relation?: ProviderRelation;
}

/** How a spec becomes an application databag and back. */
export interface RelationFormat {
  readonly name: string;
  /** The config options that it reads. */
  readonly options?: readonly string[];
  /** The kinds of problem that it finds. */
  readonly problems?: readonly KindInfo[];
  /**
   * Errors for what of the spec the format can't carry, warnings for what its provider may fail on. The `value` of each
   * finding about a path is that path. One whose code ends in `/relative-path` is dropped where an earlier plugin has
   * refused the path.
   */
  check(spec: BackupSpec, target: CheckTarget): readonly Finding[];
  /** The whole databag. For a spec without errors, `decode` gives back what the provider is to save and run. */
  encode(spec: BackupSpec, target: FormatTarget): Databag;
  /** The spec as the provider reads it. Of a databag that it can't read, nothing. */
  decode(databag: Databag): BackupSpec;
}
