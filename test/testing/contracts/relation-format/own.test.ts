import { describe, it } from 'vitest';
import { scriptOptions } from '../../../../src/core/spec/spec.ts';
import { backupFormatV0, backupV0 } from '../../../../src/plugins/relation-publisher/backup-v0.ts';
import { describeRelationFormat } from '../../../../src/testing/index.ts';

const suite = { describe, it };
describeRelationFormat(suite, backupV0);
const scripts = [...scriptOptions, 'run-on-failure'];
describeRelationFormat(
  suite,
  { ...backupFormatV0({ scripts }), name: 'backup-v0-and-more' },
  { scripts },
);
