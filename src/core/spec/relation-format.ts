import type { Databag } from '../juju/databag.ts';
import type { Finding } from '../problems/problem.ts';
import type { BackupSpec } from './spec.ts';

/** How a spec becomes an application databag and back. */
export interface RelationFormat {
  readonly name: string;
  /**
   * Errors for what of the spec the format can't carry, warnings for what its provider may fail on. The `value` of each
   * finding is the path at fault.
   */
  check(spec: BackupSpec): readonly Finding[];
  /** The whole databag. For a spec without errors, `decode` gives it back. */
  encode(spec: BackupSpec): Databag;
  /** The spec as the provider reads it. */
  decode(databag: Databag): BackupSpec;
}
