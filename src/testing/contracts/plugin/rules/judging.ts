import assert from 'node:assert/strict';
import type { FrozenDraft } from '../../../../core/spec/draft.ts';
import type { Suite } from '../../suite.ts';
import { assertNoSecret, withSecret } from '../../watch/secret.ts';
import type { Situation } from '../trial.ts';
import type { Subject } from './subject.ts';

/** What holds of `validateConfig`. */
export function describeJudging({ it }: Suite, subject: Subject): void {
  const { name, situations } = subject;

  it(
    'copes with a config of which nothing is set',
    subject.onBench(async (bench) => {
      for (const situation of situations) {
        const { problems, failures } = await bench.run({ ...situation, config: {} });
        assert.deepEqual(failures, []);
        assert.deepEqual(
          problems.filter(({ code }) => code === 'plugin/failed'),
          [],
        );
      }
    }),
  );

  it(
    'reports only the kinds of problem that it lists',
    subject.inEach(({ problems }) => {
      const kinds = subject.factory().problems ?? [];
      for (const { plugin, code } of problems) {
        if (plugin !== name || code === 'plugin/failed') continue;
        assert.ok(
          kinds.some((kind) => kind.code === code),
          `${code} is not in its list of problems`,
        );
      }
    }),
  );

  it(
    'reads only the config options that it lists',
    subject.inEach(({ reads }) => {
      const options = subject.factory().options ?? [];
      for (const option of reads.get(name) ?? []) {
        assert.ok(options.includes(option), `${option} is not in its list of options`);
      }
    }),
  );

  it(
    'keeps what other plugins have read',
    subject.onBench(async (bench) => {
      for (const situation of situations) {
        const without = await bench.draft(situation, bench.charm([]));
        assert.deepEqual(lost(without, await bench.draft(situation)), []);
      }
    }),
  );

  it(
    'says nothing of what a script or a user secret holds',
    subject.onBench(async (bench) => {
      for (const situation of situations) {
        const draft = await bench.draft(situation);
        const scripts = draft.scripts.map(({ option }) => option);
        const { problems, log, databags, contributed } = await bench.run(
          secretly(situation, scripts),
        );
        assertNoSecret(problems, 'a problem');
        assertNoSecret(log, 'the log');
        assertNoSecret([...databags], 'a databag');
        assertNoSecret([...contributed], 'what it contributes');
      }
    }),
  );
}

function lost(before: FrozenDraft, after: FrozenDraft): string[] {
  const values = after.entries.map(({ value }) => value);
  const options = after.scripts.map(({ option }) => option);
  return [
    ...before.entries.map(({ value }) => value).filter((value) => !values.includes(value)),
    ...before.scripts.map(({ option }) => option).filter((option) => !options.includes(option)),
    ...Object.keys(before.extensions).filter((key) => !Object.hasOwn(after.extensions, key)),
  ];
}

function secretly(situation: Situation, scripts: readonly string[]): Situation {
  const config = Object.entries(situation.config).map(([option, value]) => [
    option,
    scripts.includes(option) ? withSecret(String(value)) : value,
  ]);
  return { ...situation, config: Object.fromEntries(config) };
}
