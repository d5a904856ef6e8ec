import { stages } from '../../../core/hooks/hooks.ts';
import type { Plugin } from '../../../core/hooks/plugin.ts';
import type { FilesetEntry } from '../../../core/spec/draft.ts';
import { scriptOptions } from '../../../core/spec/spec.ts';
import { withSecret } from '../watch/secret.ts';

/** What is on the disk of a trial that brings no files of its own. */
export const sampleFiles: Readonly<Record<string, string>> = {
  '/etc/hosts': '127.0.0.1 localhost\n',
  '/srv/a/file': 'a',
  '/srv/b': 'b',
};

/** One entry of each kind that a plugin meets. */
const entries: readonly FilesetEntry[] = [
  { value: '/etc/hosts', line: 1, paths: ['/etc/hosts'] },
  { value: '/srv/none', line: 1, paths: ['/srv/none'] },
  { value: 'relative', line: 2, paths: ['relative'] },
  {
    value: '/srv/{a,*}',
    line: 3,
    paths: ['/srv/a', '/srv/b'],
    glob: {
      literals: ['/srv/a'],
      patterns: [
        { text: '/srv/*', here: ['/srv/a', '/srv/b'], elsewhere: ['/srv/c'], isUnanswered: true },
      ],
    },
  },
  {
    value: '/srv/*.none',
    line: 4,
    paths: [],
    glob: {
      literals: [],
      patterns: [{ text: '/srv/*.none', here: [], elsewhere: [], isUnanswered: false }],
    },
  },
];

/** Fills the draft with entries, globs and scripts, whatever the config says: a plugin that judges has work with each. */
export function sampleDraft(): Plugin<'sample-draft'> {
  const name = 'sample-draft';
  return {
    name,
    options: ['fileset', ...scriptOptions],
    apply({ hooks }) {
      hooks.validateConfig.tap({ name, stage: stages.read }, ({ draft, managedFolder }) => {
        draft.entries = structuredClone(entries);
        draft.scripts = scriptOptions.map((option) => ({
          option,
          content: withSecret('#!/bin/sh\n'),
          path: `${managedFolder}/${option}`,
        }));
      });
    },
  };
}
