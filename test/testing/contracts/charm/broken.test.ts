import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Charm } from '../../../../src/core/charm.ts';
import { after, without } from '../../../../src/core/plugin-list.ts';
import type { Finding } from '../../../../src/core/problems/problem.ts';
import { standard } from '../../../../src/plugins/standard.ts';
import { describeCharm, type TriedCharm } from '../../../../src/testing/index.ts';
import { scriptsFolder } from '../../../support/deployment.ts';
import { failures } from '../failures.ts';
import { around, halvingCharm, publishing, rules, trial, withPlugin } from './broken.ts';

const found: Finding = {
  code: 'broken/found',
  severity: 'warning',
  option: 'fileset',
  message: 'is wrong',
  fix: 'correct it',
};

/** A plugin that takes for published what was never committed. */
const forgetful = withPlugin(({ hooks }) => {
  let config = '';
  let isKnown = false;
  hooks.validateConfig.tap('broken', (context) => {
    config = context.config.text('fileset') ?? '';
  });
  hooks.materializeFiles.tap('broken', ({ note }) => {
    isKnown = note.read() === config;
    note.write(config);
  });
  hooks.publishRelation.tap('broken', ({ isLeader, relations }) => {
    for (const relation of isLeader ? relations : []) {
      relation.publish({ more: isKnown ? (relation.committed()['more'] ?? '-') : config });
    }
  });
});

let count = 0;

describe('the contract of charms', () => {
  it.each<[keyof typeof rules, string, () => TriedCharm]>([
    ['publishes', 'a databag with a count', publishing(() => ({ count: `${count++}` }))],
    ['publishes', 'a second publisher', publishing(() => ({ fileset: '/etc' }))],
    [
      'publishes',
      'a file that others may read',
      around(async (hook, real) => {
        const exit = await real.run(hook);
        const folder = join(hook.root, '/opt/backup-integrator-charm');
        mkdirSync(folder, { recursive: true });
        writeFileSync(join(folder, 'readable'), '', { mode: 0o644 });
        return exit;
      }),
    ],
    [
      'publishes',
      'files that differ from unit to unit',
      withPlugin(({ hooks }) => {
        hooks.materializeFiles.tap('broken', ({ folder, unit }) => folder.put('name', unit));
        hooks.publishRelation.tap('broken', ({ isLeader, relations }) => {
          for (const relation of isLeader ? relations : []) {
            relation.publish({ name: `${scriptsFolder}/name` });
          }
        });
      }),
    ],
    [
      'publishes',
      'a databag that names no file',
      publishing(() => ({ more: `${scriptsFolder}/no-such-file` })),
    ],
    [
      'idle',
      'a file that is written each time',
      withPlugin(({ hooks }) => {
        hooks.materializeFiles.tap('broken', ({ folder }) => folder.put('count', `${count++}`));
      }),
    ],
    [
      'idle',
      'a note that is written each time',
      withPlugin(({ hooks }) => {
        hooks.materializeFiles.tap('broken', ({ note }) => note.write(`${count++}`));
      }),
    ],
    [
      'idle',
      'a status that changes each time',
      withPlugin(({ hooks }) => {
        hooks.validateConfig.tap('broken', ({ report }) => {
          report({ ...found, message: `is number ${count++}` });
        });
      }),
    ],
    [
      'whole',
      'a file that is written in its place',
      around((hook, real) => {
        const file = join(hook.root, scriptsFolder, 'run-before-backup');
        if (hook.event === 'config-changed' && existsSync(file)) writeFileSync(file, '#!/bin/s');
        return real.run(hook);
      }),
    ],
    [
      'secret',
      "a script's content in a status",
      withPlugin(({ hooks }) => {
        hooks.validateConfig.tap('broken', ({ draft, report }) => {
          for (const { content } of draft.scripts) report({ ...found, message: content });
        });
      }),
    ],
    [
      'secret',
      'what a user secret holds, in a status',
      withPlugin(({ hooks }) => {
        hooks.validateConfig.tap('broken', ({ secret, report }) => {
          const answer = secret('secret:9m4e2mr0ui3e8a215n4g');
          report({ ...found, message: JSON.stringify(answer) });
        });
      }),
    ],
    [
      'refused',
      'nothing that is refused',
      () => new Charm(without(without(standard(), 'absolute-paths'), 'relation-publisher')),
    ],
    [
      'waits',
      'an error while there is no provider',
      withPlugin(({ hooks }) => {
        hooks.validateConfig.tap('broken', ({ relations, report }) => {
          if (relations.length === 0) report({ ...found, severity: 'error' });
        });
      }),
    ],
    [
      'several',
      'a second relation with nothing in it',
      () =>
        new Charm(
          after(without(standard(), 'relation-publisher'), 'original-scripts', {
            name: 'broken',
            apply({ hooks }) {
              hooks.publishRelation.tap('broken', ({ isLeader, spec, relations }) => {
                if (isLeader) relations[0]?.publish({ fileset: spec.fileset.join(',') });
              });
            },
          }),
        ),
    ],
    ['back', 'a databag with the id of the relation', publishing(({ id }) => ({ id }))],
    ['leader', 'a databag with the name of the leader', publishing(({ unit }) => ({ unit }))],
    [
      'unit',
      'files that differ from unit to unit',
      withPlugin(({ hooks }) => {
        hooks.materializeFiles.tap('broken', ({ folder, unit }) => folder.put('name', unit));
        hooks.publishRelation.tap('broken', ({ isLeader, relations }) => {
          for (const relation of isLeader ? relations : []) {
            relation.publish({ name: `${scriptsFolder}/name` });
          }
        });
      }),
    ],
    ['lost', 'what was never committed, taken for published', forgetful],
    ['fails', 'what was never committed, taken for published', forgetful],
    [
      'fails',
      'another exit code',
      around(async (hook, real) => {
        const exit = await real.run(hook);
        return { ...exit, code: exit.code === 0 ? 0 : 2 };
      }),
    ],
    [
      'fails',
      'a stack trace',
      around(async (hook, real) => {
        const exit = await real.run(hook);
        return exit.code === 0 ? exit : { ...exit, stderr: 'Error\n    at run (main.js:1:1)\n' };
      }),
    ],
    [
      'fails',
      'half a file',
      around(async (hook, real) => {
        const exit = await real.run(hook);
        const file = join(hook.root, scriptsFolder, 'run-before-backup');
        if (exit.code !== 0) writeFileSync(file, '#!/bin/s');
        return exit;
      }),
    ],
    [
      'leaves',
      'a file of its own',
      withPlugin(({ hooks }) => {
        hooks.materializeFiles.tap('broken', ({ folder, leaving }) => {
          if (leaving) folder.put('stray', '');
        });
      }),
    ],
    [
      'leaves',
      'a file anywhere',
      around(async (hook, real) => {
        const exit = await real.run(hook);
        if (hook.event === 'remove') writeFileSync(join(hook.root, 'stray'), '');
        return exit;
      }),
    ],
    [
      'nothing',
      'a script that was never published',
      withPlugin(({ hooks }) => {
        hooks.materializeFiles.tap('broken', ({ folder, leaving }) => {
          if (leaving) folder.put('before-restore', '#!/bin/sh\n');
        });
      }),
    ],
    ['killed', 'a file that is written in two halves', () => ({ charmDir: halvingCharm() })],
  ])('%s: finds %s', async (rule, _, tried) => {
    const broken = await failures((suite) => describeCharm(suite, tried(), trial), [rules[rule]]);
    expect(broken).toEqual([rules[rule]]);
  });
});
