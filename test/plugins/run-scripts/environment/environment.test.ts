import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeProblem } from '../../../../src/core/problems/problem.ts';
import {
  mostOfEnvironment,
  mostOfVariable,
  readEnvironment,
} from '../../../../src/plugins/run-scripts/environment/environment.ts';

const uri = 'secret:9m4e2mr0ui3e8a215n4g';
const from = (content: Readonly<Record<string, string>>) =>
  readEnvironment({ kind: 'content', content }, uri, 'app');
const variables = (content: Readonly<Record<string, string>>) => {
  const answer = from(content);
  return 'variables' in answer ? answer.variables : expect.fail(JSON.stringify(answer));
};
const said = (answer: ReturnType<typeof from>) =>
  'findings' in answer ? answer.findings.map(describeProblem) : [];

describe('the variables of a secret', () => {
  it('are its keys, in capitals, with _ for -', () => {
    expect(variables({ 'db-password': 'x', user: 'y\nz', 'a-1-b': '' })).toEqual({
      DB_PASSWORD: 'x',
      USER: 'y\nz',
      A_1_B: '',
    });
  });

  it('may be as long as Linux takes them, and no longer', () => {
    const longest = 'x'.repeat(mostOfVariable - 'KEY='.length);
    expect(variables({ key: longest })).toEqual({ KEY: longest });
    expect(said(from({ key: `${longest}x` }))).toEqual([
      `script-environment: the secret's value of "key" takes 131,072 bytes with its name, and 131,071 fit; correct it: juju update-secret ${uri}`,
    ]);
  });

  it('are bounded together', () => {
    const keys = ['one', 'two', 'three', 'four', 'five'];
    const content = Object.fromEntries(keys.map((key) => [key, 'x'.repeat(mostOfEnvironment / 5)]));
    expect(said(from(content))).toEqual([expect.stringContaining('the secret takes 524,')]);
  });

  it.each([
    ['1st', 'makes no environment variable'],
    ['', 'makes no environment variable'],
    ['a b', 'makes no environment variable'],
    ['a=b', 'makes no environment variable'],
  ])('are refused for the key %j', (key, reason) => {
    expect(said(from({ [key]: 'VALUE' }))).toEqual([expect.stringContaining(reason)]);
  });

  it('are refused where two keys make the same one', () => {
    expect(said(from({ 'a-b': '1', a_b: '2' }))).toHaveLength(1);
  });

  it.each(['a\0b', 'a\uFFFDb'])('are refused for a value that is no text', (value) => {
    expect(said(from({ key: value }))).toEqual([
      `script-environment: the secret's value of "key" is no text; encode it, in base64 for one, and decode it in the script: juju update-secret ${uri}`,
    ]);
  });

  it('are named in all findings without their value', () => {
    const content = fc.dictionary(
      fc.string({ maxLength: 20 }),
      fc.string({ maxLength: 50 }).map((text) => `VALUE${text}\0`),
    );
    fc.assert(
      fc.property(content, (each) => {
        for (const line of said(from(each))) expect(line).not.toContain('VALUE');
      }),
    );
  });
});

describe('a secret that can not be read', () => {
  it.each([
    ['malformed', /is not the URI of a secret/],
    ['denied', `is not granted to this application; juju grant-secret ${uri} app`],
    ['missing', /there is no secret .*; set one that juju secrets lists, or reset the option$/],
  ] as const)('is said to be so: %s', (kind, line) => {
    expect(said(readEnvironment({ kind }, uri, 'app'))).toEqual([
      typeof line === 'string' ? expect.stringContaining(line) : expect.stringMatching(line),
    ]);
  });
});
