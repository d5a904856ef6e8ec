import { describe, expect, it } from 'vitest';
import type { RelationFormat } from '../../../../src/core/spec/relation-format.ts';
import type { BackupSpec } from '../../../../src/core/spec/spec.ts';
import { backupV0 } from '../../../../src/plugins/relation-publisher/backup-v0.ts';
import { describeRelationFormat } from '../../../../src/testing/index.ts';
import { failures } from '../failures.ts';

const back = 'gives back what it accepts';

describe('what a relation format is tried with', () => {
  it('tries a format with every config, and the specs of a fork', async () => {
    const configured: RelationFormat = {
      ...backupV0,
      options: ['paths'],
      encode: (spec, target) =>
        target.config.text('paths') === 'one'
          ? { fileset: spec.fileset[0] ?? '' }
          : backupV0.encode(spec, target),
    };
    const tried = (configs: { paths: string }[]) =>
      failures((each) => describeRelationFormat(each, configured, { configs }), [back]);
    expect(await tried([{ paths: 'all' }])).toEqual([]);
    expect(await tried([{ paths: 'all' }, { paths: 'one' }])).toEqual([back]);

    const extensions: object = { more: 1 };
    const specs = [{ fileset: ['/etc'], scripts: {}, extensions }];
    const more = await failures(
      (each) => describeRelationFormat(each, backupV0, { specs }),
      [back],
    );
    expect(more).toEqual([back]);
  });

  it('takes a format that publishes a part of the spec by the provider, where the trial says so', async () => {
    const chosen = (paths: readonly string[], application: string) =>
      paths.filter((path) => application === 'all' || path.startsWith('/srv'));
    const format: RelationFormat = {
      ...backupV0,
      encode: (spec, target) =>
        backupV0.encode(
          { ...spec, fileset: chosen(spec.fileset, target.relation.application) },
          target,
        ),
    };
    const trial = {
      relation: { application: 'some' },
      expected: (spec: BackupSpec) => ({ ...spec, fileset: chosen(spec.fileset, 'some') }),
    };
    expect(await failures((each) => describeRelationFormat(each, format, trial))).toEqual([]);
    expect(await failures((each) => describeRelationFormat(each, format), [back])).toEqual([back]);
  });
});
