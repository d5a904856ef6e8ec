import { describe, expect, it } from 'vitest';
import { describeProblem } from '../../../src/core/problems/problem.ts';
import { PluginOptions } from '../../../src/core/validators/plugin-options.ts';

const read = <T>(value: unknown, ask: (options: PluginOptions) => T) => {
  const options = new PluginOptions({ name: 'p', line: 2 }, { it: value });
  const answer = ask(options);
  return options.findings.length > 0 ? options.findings.map(describeProblem) : answer;
};

describe('the options of a plugin', () => {
  it('are read by kind', () => {
    expect(read(['a', 'b'], (options) => options.texts('it'))).toEqual(['a', 'b']);
    expect(read(['/a/*'], (options) => options.patterns('it'))).toEqual(['/a/*']);
    expect(read('a', (options) => options.text('it'))).toBe('a');
    expect(read(true, (options) => options.flag('it'))).toBe(true);
    expect(read(3, (options) => options.wholeNumber('it', { least: 3, most: 3 }))).toBe(3);
  });

  it.each([
    [0, 0],
    [5_000_000, 5_000_000],
    ['500', 500],
    ['500 MB', 500e6],
    ['1.5GiB', 1.5 * 2 ** 30],
    ['2 KiB', 2048],
  ])('take %j for bytes', (value, bytes) => {
    expect(read(value, (options) => options.bytes('it'))).toBe(bytes);
  });

  it.each(['10 parsecs', '-1', -1, 1.5, '', 'GB', '99999999 TB', null])(
    'do not take %j for bytes',
    (value) => {
      expect(read(value, (options) => options.bytes('it'))).toEqual([
        expect.stringMatching(/give it a number of bytes, as in 500 MB or 10 GiB$/),
      ]);
    },
  );

  it('are named when they are wrong, with what they take', () => {
    const range = { least: 1, most: 60 };
    expect(read('x', (options) => options.texts('it'))).toEqual([
      'plugins line 2: p: it is "x"; give it a list of texts',
    ]);
    expect(read(['a'], (options) => options.patterns('it'))).toEqual([
      'plugins line 2: p: it is ["a"]; give it a list of patterns that start with /, as in [/srv/*/cache]',
    ]);
    expect(read([1], (options) => options.texts('it'))).toHaveLength(1);
    expect(read(null, (options) => options.text('it'))).toEqual([
      'plugins line 2: p: it is empty; give it a text',
    ]);
    expect(read('yes', (options) => options.flag('it'))).toEqual([
      'plugins line 2: p: it is "yes"; give it true or false',
    ]);
    for (const number of [0, 61, 1.5, '7']) {
      expect(read(number, (options) => options.wholeNumber('it', range))).toEqual([
        `plugins line 2: p: it is ${JSON.stringify(number)}; give it a whole number from 1 to 60`,
      ]);
    }
  });

  it.each([
    ['too many', Array.from({ length: 1001 }, (_, index) => `/a${index}`)],
    ['too many alternatives', [`/${'{a,b}'.repeat(20)}`]],
    ['a range', ['/{1..100000}']],
    ['too long', [`/${'a'.repeat(1000)}`]],
    ['brackets without an end', [`/srv/${'['.repeat(900)}*`]],
    ['lists in lists', [`/${'{a,'.repeat(200)}b${'}'.repeat(200)}`]],
    ['extended patterns', [`/${'@(a|'.repeat(150)}b${')'.repeat(150)}`]],
  ])('are no patterns without a bound: %s', (_, value) => {
    expect(read(value, (options) => options.patterns('it'))).toEqual([
      'plugins line 2: p: it has too much in it; give it at most 1000 patterns, each alternative of a {} list counted, of at most 1000 characters and 100 brackets',
    ]);
  });

  it('are required to have something in them', () => {
    const options = new PluginOptions({ name: 'p', line: 1 }, { a: [] });
    options.requireOneOf(['a', 'b'], 'patterns');
    expect(options.findings.map(describeProblem)).toEqual([
      'plugins: p: a or b is empty; give it patterns',
    ]);
  });

  it('are refused when the plugin has never asked for them', () => {
    expect(read(1, (options) => options.text('item'))).toEqual([
      'plugins line 2: p has no option "it", it has item; write item if that is meant',
    ]);
    expect(read(1, () => undefined)).toEqual([
      'plugins line 2: p has no option "it", it has none; take it out',
    ]);
  });

  it('have their defaults', () => {
    const options = new PluginOptions({ name: 'p', line: 1 });
    expect(options.texts('a')).toEqual([]);
    expect(options.patterns('b')).toEqual([]);
    expect(options.text('c')).toBeUndefined();
    expect(options.flag('d')).toBe(false);
    expect(options.bytes('e')).toBeUndefined();
    expect(options.findings).toEqual([]);
  });
});
