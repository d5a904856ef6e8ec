import assert from 'node:assert/strict';
import { Charm } from '../../../core/charm.ts';
import type { Plugin } from '../../../core/hooks/plugin.ts';
import type { Suite } from '../suite.ts';
import { describeActions } from './rules/actions.ts';
import { describeFiles } from './rules/files.ts';
import { describeJudging } from './rules/judging.ts';
import { describePublishing } from './rules/publishing.ts';
import { Subject } from './rules/subject.ts';
import { describeTurns } from './rules/turns.ts';
import type { PluginTrial } from './trial.ts';

export type { PluginTrial } from './trial.ts';

/** The rules that every plugin keeps, on every hook that it taps, on the leader and on other units. */
export function describePlugin(suite: Suite, factory: () => Plugin, trial: PluginTrial = {}): void {
  const { describe, it } = suite;
  const subject = new Subject(factory, trial);
  const { name } = subject;

  describe(`the plugin ${name}`, () => {
    it('has a name, the same one each time', () => {
      assert.match(name, /^[A-Za-z][A-Za-z0-9_$-]*$/);
      assert.equal(factory().name, name);
    });

    it('shares nothing between two of its kind, and fits into a plugin list', () => {
      assert.notEqual(factory(), factory());
      assert.deepEqual(new Charm([factory()]).plugins, [name]);
    });

    it('has something to work with in this trial', async () => {
      const events = await subject.events;
      const drafts = events.map(({ validation }) => validation.draft);
      assert.ok(
        drafts.some(({ entries, scripts }) => entries.length + scripts.length > 0),
        'no config of the trial makes a draft: give it one, and in before the plugins that read it',
      );
      const { publishRelation } = new Charm([factory()]).hooks;
      if (publishRelation.taps.length === 0) return;
      assert.ok(
        events.some(({ isPublished }) => isPublished),
        'every config of the trial is refused: give it one that is published',
      );
    });

    it(
      'does not fail, whoever leads and however many relations there are',
      subject.inEach(({ problems, failures }) => {
        const failed = problems.filter(({ code }) => code === 'plugin/failed');
        assert.deepEqual([...failed.map(({ message }) => message), ...failures], []);
      }),
    );

    describeJudging(suite, subject);
    describeTurns(suite, subject);
    describeFiles(suite, subject);
    describePublishing(suite, subject);
    describeActions(suite, subject);
  });
}
