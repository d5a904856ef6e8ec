import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { stages } from '../../../../src/index.ts';
import { type Breakage, found, isFound, judge, named } from './broken.ts';

let count = 0;
const quiet = named(({ hooks }) => hooks.validateConfig.tap('broken', () => undefined));

const breakages: readonly Breakage[] = [
  ['named', 'another name each time', () => ({ ...quiet, name: `broken${count++}` })],
  ['alone', 'one plugin for all', () => quiet],
  [
    'alone',
    "another plugin's name on its tap",
    () => named(({ hooks }) => hooks.validateConfig.tap('fileset', () => undefined)),
  ],
  [
    'alone',
    'an apply that taps late',
    () =>
      named(async ({ hooks }) => {
        await sleep(1);
        hooks.validateConfig.tap('broken', () => undefined);
      }),
  ],
  [
    'fails',
    'a throw for an entry',
    () =>
      judge(({ draft }) => {
        for (const { value } of draft.entries) throw new Error(`no idea of ${value}`);
      }),
  ],
  [
    'fails',
    'a throw for a glob',
    () =>
      judge(({ draft }) => {
        if (draft.entries.some(({ glob }) => glob !== undefined)) throw new Error('a glob');
      }),
  ],
  [
    'fails',
    'a throw for what other units have',
    () =>
      judge(({ draft }) => {
        const patterns = draft.entries.flatMap(({ glob }) => glob?.patterns ?? []);
        if (patterns.some(({ isUnanswered }) => isUnanswered)) throw new Error('who knows');
      }),
  ],
  [
    'fails',
    'a throw without relations',
    () =>
      judge(({ relations }) => {
        if (relations.length === 0) throw new Error('no relation');
      }),
  ],
  [
    'fails',
    'a throw with two relations',
    () =>
      judge(({ relations }) => {
        if (relations.length > 1) throw new Error('two relations');
      }),
  ],
  [
    'fails',
    'contributions read where none are',
    () =>
      judge((context) => {
        const contributions = context.contributions();
        if (contributions === undefined) throw new Error('no contributions');
      }),
  ],
  [
    'fails',
    "another unit's word believed",
    () =>
      named(({ hooks }) => {
        hooks.validateConfig.tap('broken', (context) => {
          for (const text of context.contributions()?.values() ?? []) JSON.parse(text || '{}');
        });
      }),
  ],
  ['fails', 'a finding that is none', () => judge(({ report }) => report({ ...found, fix: '' }))],
  [
    'fails',
    'a tap that returns its findings',
    () =>
      judge(() => {
        const findings: unknown = [found];
        return Object(findings);
      }),
  ],
  [
    'fails',
    'a draft that is emptied while it is judged',
    () =>
      judge(({ draft }) => {
        draft.entries = [];
      }),
  ],
  [
    'fails',
    "a name that is another plugin's",
    () =>
      named(({ hooks }) => {
        hooks.materializeFiles.tap('broken', ({ folder }) => {
          folder.put('run-before-backup', '#!/bin/sh\n');
        });
      }),
  ],
  [
    'fails',
    'a file outside of the folder',
    () =>
      named(({ hooks }) => {
        hooks.materializeFiles.tap('broken', ({ folder }) => folder.put('../../escaped', ''));
      }),
  ],
  [
    'unset',
    'a config that has to be set',
    () =>
      judge(({ config }) => {
        if (config.text('fileset') === undefined) throw new Error('no fileset');
      }),
  ],
  [
    'kinds',
    "another plugin's code",
    () => judge(({ report }) => report({ ...found, code: 'fileset/not-set' })),
  ],
  [
    'options',
    'an option that it does not list',
    () => judge(({ config }) => void config.text('fileset')),
  ],
  ['options', 'the values of all options', () => judge(({ config }) => void { ...config.values })],
  [
    'keeps',
    'a draft that is emptied',
    () =>
      named(({ hooks }) => {
        hooks.validateConfig.tap({ name: 'broken', stage: stages.read }, ({ draft }) => {
          draft.entries = [];
        });
      }),
  ],
  [
    'keeps',
    'scripts that are dropped',
    () =>
      named(({ hooks }) => {
        hooks.validateConfig.tap({ name: 'broken', stage: stages.read }, ({ draft }) => {
          draft.scripts = [];
        });
      }),
  ],
  [
    'secret',
    "a script's content in a message",
    () =>
      judge(({ draft, report }) => {
        for (const { content } of draft.scripts) report({ ...found, message: content });
      }),
  ],
  [
    'secret',
    'what a user secret holds, in a message',
    () =>
      judge(({ secret, report }) => {
        const answer = secret('secret:9m4e2mr0ui3e8a215n4g');
        report({ ...found, message: JSON.stringify(answer) });
      }),
  ],
  [
    'secret',
    "a script's last line in a databag",
    () =>
      named(({ hooks }) => {
        let last = '';
        hooks.validateConfig.tap('broken', ({ draft }) => {
          last = draft.scripts.flatMap(({ content }) => content.trim().split('\n')).at(-1) ?? '';
        });
        hooks.publishRelation.tap('broken', ({ contribute }) => contribute(last));
      }),
  ],
];

describe('the contract of plugins: validateConfig', () => {
  it.each(breakages)('%s: finds %s', async (...breakage) => {
    expect(await isFound(breakage)).toBe(true);
  });
});
