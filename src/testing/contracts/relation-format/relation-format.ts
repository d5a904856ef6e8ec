import assert from 'node:assert/strict';
import type { ConfigValue } from '../../../core/juju/config.ts';
import type { RelationFormat } from '../../../core/spec/relation-format.ts';
import { type BackupSpec, scriptOptions } from '../../../core/spec/spec.ts';
import type { Suite } from '../suite.ts';
import { describeCheck } from './check.ts';
import { describeDecode } from './decode.ts';
import { describeEncode } from './encode.ts';
import { type ExpectedSpec, Subject, type TriedRelation } from './subject.ts';

/** What the format is tried with. */
export interface RelationFormatTrial {
  /** Configs of the charm, for a format that reads its options. */
  readonly configs?: readonly Readonly<Record<string, ConfigValue>>[];
  /** The relation, for a format that asks who the provider is, or what it says. */
  readonly relation?: TriedRelation;
  /** More specs that it carries: with extensions, for instance. */
  readonly specs?: readonly BackupSpec[];
  /** The script options that it carries; the four of old where it is not given. */
  readonly scripts?: readonly string[];
  /** What a provider is to save and run of a spec; all of it where it is not given. */
  readonly expected?: ExpectedSpec;
}

/** The rules that every relation format keeps: nothing that it accepts is lost, and what it refuses is named. */
export function describeRelationFormat(
  suite: Suite,
  format: RelationFormat,
  {
    configs = [{}],
    relation = {},
    specs = [],
    scripts = scriptOptions,
    expected = (spec) => spec,
  }: RelationFormatTrial = {},
): void {
  const { describe, it } = suite;
  const subjects = configs.map(
    (config) => new Subject(format, { config, relation, specs, scripts, expected }),
  );
  const rules = {
    describe,
    /** One case for all configs. */
    it: (name: string, judge: (subject: Subject) => void | Promise<void>) =>
      it(name, async () => {
        for (const subject of subjects) await judge(subject);
      }),
  };

  describe(`the relation format ${format.name}`, () => {
    it('has a name', () => {
      assert.match(format.name, /^[a-z][a-z0-9-]*$/);
    });

    describeCheck(rules);
    describeEncode(rules);
    describeDecode(rules);
  });
}
