import assert from 'node:assert/strict';
import type { FaultKind } from '../../run/faults.ts';
import type { HookResult } from '../../run/hook-run.ts';
import type { Suite } from '../suite.ts';
import type { Subject } from './charm.ts';
import type { Life, Result } from './life.ts';
import { matches } from './units.ts';

/** Something that happens, and what takes it back. */
interface Step {
  readonly name: string;
  readonly kinds: readonly FaultKind[];
  run(life: Life): Promise<HookResult[]>;
  undo(life: Life): Promise<HookResult[]>;
}

const steps: readonly Step[] = [
  {
    name: 'an edit of the config',
    kinds: ['missing', 'exit 1', 'junk output'],
    run: (life) => life.deployment.configure(life.changesTo(1)),
    undo: (life) => life.deployment.configure(life.changesTo(0)),
  },
  {
    name: 'an election',
    kinds: ['exit 1', 'missing'],
    run: (life) => life.deployment.setLeader(life.unit(1)),
    undo: (life) => life.deployment.setLeader(life.unit(0)),
  },
  {
    name: 'a new provider',
    kinds: ['exit 1', 'missing'],
    run: ({ deployment }) => deployment.integrate('another'),
    undo: ({ deployment }) => deployment.removeRelation(deployment.relationIds().at(-1) ?? ''),
  },
];

/** What holds when hook tools fail: each of them in turn, at every call, on the way there and back. */
export function describeFailures({ it }: Suite, { inLife }: Subject): void {
  for (const step of steps) {
    it(
      `publishes all or nothing when a hook tool fails at ${step.name}, and the next event puts it right`,
      inLife((life) => failAtEachCall(life, step)),
    );
  }
}

async function failAtEachCall(life: Life, step: Step): Promise<void> {
  const known = [life.kept];
  const first = life.result;
  const hooks = await life.step(() => step.run(life));
  const second = life.result;
  known.push(life.kept);
  hooks.push(...(await life.step(() => step.undo(life))));
  known.push(life.kept);
  assert.deepEqual(life.result, first);

  const calls = Math.max(...hooks.map((hook) => hook.calls.length));
  let isBack = true;
  for (let on = 1; on <= calls; on++) {
    // There and back in turn, so that each call fails on the way there and on the way back.
    for (const as of step.kinds) {
      life.deployment.faults = [{ on, as }];
      const failed = await (isBack ? step.run(life) : step.undo(life));
      life.deployment.faults = [];
      isBack = !isBack;
      for (const hook of failed) assertClear(hook);
      assertAllOrNothing(life, [first, second], known);
      await life.resolve();
      await life.step((deployment) => deployment.updateStatus());
      life.assertActive();
      assert.deepEqual(life.result, isBack ? first : second);
    }
  }
}

/** A hook that fails exits with 1, and its last line says why. */
function assertClear({ event, code, stderr, isCommitted }: HookResult): void {
  if (isCommitted) return;
  assert.equal(code, 1, `${event} ended with ${code}`);
  assert.doesNotMatch(stderr, /^\s+at /m, `${event} shows a stack trace`);
  assert.notEqual(stderr.trim(), '', `${event} failed without a word`);
}

/**
 * Each databag and each file is that of one config or the other, whole, and every file that is named is there.
 *
 * @param known - what the charm kept on each unit, whenever nothing was wrong
 */
export function assertAllOrNothing(
  life: Life,
  results: readonly Result[],
  known: readonly Life['kept'][],
): void {
  for (const [place, databag] of life.databags.entries()) {
    assert.ok(
      results.some(({ databags }) => matches(databags[place] ?? {}, databag)),
      `a databag is that of no config: ${JSON.stringify(databag)}`,
    );
  }
  life.assertWhole();
  for (const [unit, kept] of life.kept.entries()) {
    for (const [file, content] of Object.entries(kept)) {
      const isKnown = known.some((each) => each[unit]?.[file] === content);
      assert.ok(isKnown, `${file} is that of no config`);
    }
  }
}
