import { describe, expect, it } from 'vitest';
import type { Draft } from '../../../../src/index.ts';
import { describePlugin } from '../../../../src/testing/index.ts';
import { failures } from '../failures.ts';
import { found, judge, named, rules, trial } from './broken.ts';

describe('the contract of plugins', () => {
  it('is kept by a plugin that does nothing wrong', async () => {
    const right = () =>
      named(
        ({ hooks }) => {
          hooks.validateConfig.tap('broken', ({ config, draft, report }) => {
            const isSet = config.text('fileset') !== undefined;
            if (isSet && draft.entries.length > 0) report(found);
          });
          hooks.materializeFiles.tap('broken', ({ folder }) => folder.put('a-file', 'content'));
          hooks.publishRelation.tap('broken', ({ isLeader, relations, contribute }) => {
            contribute('something');
            if (isLeader) for (const relation of relations) relation.publish({ more: 'value' });
          });
        },
        { options: ['fileset'] },
      );
    expect(await failures((suite) => describePlugin(suite, right, trial))).toEqual([]);
  });

  it('finds a trial in which there is nothing to do', async () => {
    const fresh = () => named(({ hooks }) => hooks.validateConfig.tap('broken', () => undefined));
    const broken = await failures((suite) => describePlugin(suite, fresh, { before: [] }));
    expect(broken).toEqual([rules.work]);
  });

  it('finds a trial in which nothing is published', async () => {
    const fresh = () => named(({ hooks }) => hooks.publishRelation.tap('broken', () => undefined));
    const broken = await failures((suite) =>
      describePlugin(suite, fresh, { ...trial, config: { fileset: 'relative' } }),
    );
    expect(broken).toEqual([rules.work]);
  });

  it('has entries, globs and scripts in a draft of its own, for a plugin that needs no other', async () => {
    const thrower = (what: string, isThere: (draft: Draft) => boolean) => () =>
      judge(({ draft }) => {
        if (isThere(draft)) throw new Error(`it has met ${what}`);
      });
    for (const factory of [
      thrower('an entry', ({ entries }) => entries.length > 0),
      thrower('a match', ({ entries }) => entries.some(({ glob }) => glob?.patterns[0]?.here[0])),
      thrower('a script', ({ scripts }) => scripts.length > 0),
    ]) {
      const broken = await failures((suite) => describePlugin(suite, factory), [rules.fails]);
      expect(broken).toEqual([rules.fails]);
    }
  });
});
