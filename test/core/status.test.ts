import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Problem } from '../../src/core/problems/problem.ts';
import { quote, visible } from '../../src/core/problems/quote.ts';
import { composeStatus, type Outcome } from '../../src/core/status.ts';

const problem = (severity: 'error' | 'warning', message: string, fix = 'fix it'): Problem => ({
  code: 'test/code',
  plugin: 'test',
  severity,
  option: 'fileset',
  message,
  fix,
});
const error = problem('error', '"/a" is wrong');
const warning = problem('warning', '"/a" is odd');
const leftOut: Problem = { ...error, isLeftOut: true };

const fine: Outcome = {
  problems: [],
  unit: 'app/0',
  application: 'app',
  relations: 1,
  isConfirmed: false,
  wasPublished: false,
  isBehind: false,
};
const compose = (outcome: Partial<Outcome>) => {
  const { status, message } = composeStatus({ ...fine, ...outcome });
  return `${status}: ${message}`;
};

describe('a status', () => {
  it.each<[string, Partial<Outcome>, string]>([
    [
      'says that nothing is published yet',
      { problems: [warning, error], relations: 0, isBehind: true },
      'blocked: fileset: "/a" is wrong; fix it; nothing is published yet',
    ],
    [
      'says that the last good config stays',
      { problems: [error], wasPublished: true },
      'blocked: fileset: "/a" is wrong; fix it; last good config stays',
    ],
    [
      'says that this config is published, where only this unit has the error',
      { problems: [error], wasPublished: true, isConfirmed: true },
      'blocked: fileset: "/a" is wrong; fix it; this config is published',
    ],
    [
      'says that the rest is published, where something is left out',
      { problems: [leftOut], wasPublished: true, isConfirmed: true },
      'blocked: fileset: "/a" is wrong; fix it; the rest is published',
    ],
    [
      'counts the errors that it does not name, with the command that shows them',
      { problems: [error, error, warning, error] },
      'blocked: fileset: "/a" is wrong; fix it; nothing is published yet (+2 more: juju run app/0 check)',
    ],
    [
      'waits for a relation before it warns',
      { problems: [warning], relations: 0, isBehind: true },
      'waiting: waiting for backup relation: juju integrate app:backup <provider>',
    ],
    [
      'waits for the leader before it warns',
      { problems: [warning], isBehind: true },
      'waiting: this config is not published yet; see juju status app',
    ],
    [
      'calls a warning one',
      { problems: [warning, warning], isConfirmed: true },
      'active: warning: fileset: "/a" is odd; fix it (+1 more: juju run app/0 check)',
    ],
    ['has nothing to say where all is well', { relations: 2 }, 'active: '],
    [
      'says what an option is without a colon',
      { problems: [problem('error', 'is not set', 'set it')] },
      'blocked: fileset is not set; set it; nothing is published yet',
    ],
  ])('%s', (_, outcome, expected) => {
    expect(compose(outcome)).toBe(expected);
  });
});

describe('a status that would be too long', () => {
  const long = (value: string) => problem('error', `${quote(value)} is wrong`, 'rename it');

  it('loses the middle of its value first, and nothing else', () => {
    const message = compose({ problems: [long(`/start/${'x'.repeat(300)}/end`), error] });
    expect(message).toMatch(
      /^blocked: fileset: "\/start\/x+…x+\/end" is wrong; rename it; nothing is published yet \(\+1 more: juju run app\/0 check\)$/,
    );
  });

  it('loses the command then, and never what it means for backups', () => {
    const wordy = problem('error', `${quote('/a')} ${'is wrong and '.repeat(7)}so on`, 'rename it');
    expect(compose({ problems: [wordy, error] })).toMatch(
      /rename it; nothing is published yet \(\+1 more\)$/,
    );
  });

  it('is never longer than 160 characters, whatever the problem', () => {
    const lengths = { minLength: 1, maxLength: 400, size: 'max' } as const;
    const texts = fc.oneof(
      fc.string({ unit: 'grapheme', ...lengths }),
      fc.string({ unit: fc.constantFrom('🎉', 'a', ' '), ...lengths }),
    );
    fc.assert(
      fc.property(
        texts,
        texts,
        texts,
        fc.nat(9),
        fc.boolean(),
        (value, words, fix, more, warns) => {
          const first = problem(warns ? 'warning' : 'error', `${quote(value)} ${words}`, fix);
          const problems = [first, ...Array.from({ length: more }, () => first)];
          const { message } = composeStatus({ ...fine, problems, unit: 'a-long-application/17' });
          expect(message.length).toBeLessThanOrEqual(160);
          // Half of a character would be shown as more than one.
          expect(message).toBe(visible(message));
          const end = more > 0 ? / \(\+\d+ more[^)]*\)$/ : /./s;
          expect(message).toMatch(end);
          if (!warns) expect(message).toContain('; nothing is published yet');
        },
      ),
    );
  });
});
