import { readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  backupV0,
  type Plugin,
  pathsExist,
  protectedPaths,
  type RelationFormat,
  relationPublisher,
  scriptSyntax,
  sizeBudget,
} from 'backup-integrator';
import { describePlugin, describeRelationFormat, type Suite } from 'backup-integrator/testing';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { absolutePaths } from '../../../src/plugins/fileset/absolute-paths.ts';
import { missingPaths } from '../../../src/plugins/fileset/disk/missing-paths.ts';
import { nestedMounts } from '../../../src/plugins/fileset/disk/nested-mounts.ts';
import { nestedPaths } from '../../../src/plugins/fileset/disk/nested-paths.ts';
import { pseudoFileSystems } from '../../../src/plugins/fileset/disk/pseudo-file-systems.ts';
import { symbolicLinks } from '../../../src/plugins/fileset/disk/symbolic-links.ts';
import { fileset } from '../../../src/plugins/fileset/fileset.ts';
import { globs } from '../../../src/plugins/fileset/globs/globs.ts';
import { pathLengths } from '../../../src/plugins/fileset/path-lengths.ts';
import { originalScripts } from '../../../src/plugins/run-scripts/original-scripts.ts';
import { runScripts } from '../../../src/plugins/run-scripts/run-scripts.ts';
import { scriptChecks } from '../../../src/plugins/run-scripts/script-checks.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const suite: Suite = { describe, it };

const trial = {
  config: {
    fileset: '/srv/*,/etc,relative,/srv/none',
    'run-before-backup': '#!/bin/sh\nexit 0\n',
    'run-after-restore': 'fi\r\n',
  },
  files: { '/srv/a': 'a', '/srv/b/c': 'c', '/etc/hosts': '' },
  before: [fileset(), runScripts()],
};

describeRelationFormat(suite, backupV0);

for (const factory of [fileset, runScripts]) {
  describePlugin(suite, factory, { ...trial, before: [] });
}
for (const factory of [
  absolutePaths,
  globs,
  pathLengths,
  missingPaths,
  symbolicLinks,
  nestedMounts,
  pseudoFileSystems,
  nestedPaths,
  scriptChecks,
  originalScripts,
  () => relationPublisher({ format: backupV0 }),
  () => pathsExist(),
  () => protectedPaths({ deny: ['/etc'] }),
  () => scriptSyntax(),
  () => sizeBudget({ files: 1 }),
]) {
  describePlugin(suite, factory, trial);
}

/** The cases of a contract that fail. */
async function failures(define: (suite: Suite) => void): Promise<string[]> {
  const cases: (readonly [string, () => void | Promise<void>])[] = [];
  define({ describe: (_, body) => body(), it: (name, run) => cases.push([name, run]) });
  const failed: string[] = [];
  for (const [name, run] of cases) {
    try {
      await run();
    } catch {
      failed.push(name);
    }
  }
  return failed;
}

describe('the contract of relation formats', () => {
  const broken = (changes: Partial<RelationFormat>) =>
    failures((suite) => describeRelationFormat(suite, { ...backupV0, ...changes }));

  it.each([
    ['has a name', { name: 'No Name' }],
    ['accepts plain paths', { check: (spec) => backupV0.check({ ...spec, fileset: ['/no;'] }) }],
    ['gives back what it accepts', { check: () => [] }],
    [
      'gives back a spec without scripts',
      { encode: (spec) => ({ ...backupV0.encode(spec), 'run-before-backup': '/x' }) },
    ],
    [
      'writes values that a databag holds: texts, none of them empty',
      { encode: (spec) => ({ ...backupV0.encode(spec), more: '' }) },
    ],
    [
      'writes the same for the same, so that nothing changes without a change',
      { encode: (spec) => ({ ...backupV0.encode(spec), at: String(performance.now()) }) },
    ],
    [
      'names the path in each finding',
      { check: (spec) => backupV0.check(spec).map(({ value: _, ...finding }) => finding) },
    ],
    ['refuses a path that is not absolute', { check: () => [] }],
    [
      'leaves the spec as it is',
      {
        check: (spec) => {
          Reflect.set(spec, 'fileset', [...spec.fileset, '/more']);
          return [];
        },
      },
    ],
    ['reads an empty databag as nothing', { decode: () => ({ fileset: [''], scripts: {} }) }],
  ] satisfies [string, Partial<RelationFormat>][])(
    'finds a format that breaks it: %s',
    async (rule, changes) => {
      expect(await broken(changes)).toContain(rule);
    },
  );
});

describe('the contract of plugins', () => {
  const named = (apply: Plugin['apply']): Plugin => ({ name: 'broken', apply });
  const only = named(() => undefined);
  let count = 0;

  it.each([
    ['has a name, the same one each time', () => ({ ...only, name: `broken${count++}` })],
    ['shares nothing between two of its kind, and fits into a plugin list', () => only],
    [
      'shares nothing between two of its kind, and fits into a plugin list',
      () =>
        named(({ hooks }) => {
          hooks.validateConfig.tap('fileset', () => undefined);
        }),
    ],
    [
      'comes to the same result twice',
      () =>
        named(({ hooks }) => {
          hooks.validateConfig.tap('broken', ({ draft }) => {
            draft.entries = [{ value: `/${count++}`, line: 1, paths: [] }];
          });
        }),
    ],
    [
      'does not fail, and reports whole problems under its own name',
      () =>
        named(({ hooks }) => {
          hooks.validateConfig.tap('broken', ({ report }) => {
            report({
              code: '?',
              severity: 'error',
              option: 'fileset',
              message: '',
              fix: '',
            });
          });
        }),
    ],
    [
      'copes with a config of which nothing is set',
      () =>
        named(({ hooks }) => {
          hooks.validateConfig.tap('broken', ({ config }) => {
            if (config.text('fileset') === undefined) throw new Error('no fileset');
          });
        }),
    ],
    [
      'touches nothing in materializeFiles the second time',
      () =>
        named(({ hooks }) => {
          hooks.materializeFiles.tap('broken', ({ folder }) => {
            folder.put('file', String(count++));
          });
        }),
    ],
    [
      'leaves the databags alone where it is not on the leader',
      () =>
        named(({ hooks }) => {
          hooks.publishRelation.tap('broken', ({ relations }) => {
            for (const relation of relations) relation.replace({});
          });
        }),
    ],
    [
      'publishes the same the second time',
      () =>
        named(({ hooks }) => {
          hooks.publishRelation.tap('broken', ({ relations }) => {
            for (const relation of relations) relation.replace({ count: String(count++) });
          });
        }),
    ],
  ] satisfies [string, () => Plugin][])(
    'finds a plugin that breaks it: %s',
    async (rule, factory) => {
      expect(await failures((suite) => describePlugin(suite, factory, trial))).toContain(rule);
    },
  );

  it('finds a plugin that writes in validateConfig', async () => {
    vi.stubEnv('TMPDIR', temporaryFolder());
    onTestFinished(() => void vi.unstubAllEnvs());
    const writer = () =>
      named(({ hooks }) => {
        hooks.validateConfig.tap('broken', () => {
          // The contract makes the unit's disk below the folder for temporary files.
          const [root = ''] = readdirSync(tmpdir());
          writeFileSync(join(tmpdir(), root, 'file'), String(count++));
        });
      });
    expect(await failures((suite) => describePlugin(suite, writer, trial))).toContain(
      'writes nothing in validateConfig',
    );
  });
});
