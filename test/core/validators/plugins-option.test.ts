import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { describeProblem } from '../../../src/core/problems/problem.ts';
import { parsePlugins } from '../../../src/core/validators/plugins-option.ts';

const faults = (text: string) =>
  parsePlugins(text).findings.map((finding) => `${finding.code} ${describeProblem(finding)}`);

describe('the option plugins', () => {
  it('is a list of names, or of names with options, each with its line', () => {
    const text = '- a\n- b: {x: [1]}\n- c:\n    y: z\n- d:\n';
    expect(parsePlugins(text)).toEqual({
      plugins: [
        { name: 'a', line: 1, options: {} },
        { name: 'b', line: 2, options: { x: [1] } },
        { name: 'c', line: 3, options: { y: 'z' } },
        { name: 'd', line: 5, options: {} },
      ],
      findings: [],
    });
  });

  it('may be on one line', () => {
    expect(parsePlugins('[a, b: {x: 1}]').plugins).toEqual([
      { name: 'a', line: 1, options: {} },
      { name: 'b', line: 1, options: { x: 1 } },
    ]);
  });

  it('may hold nothing but comments', () => {
    expect(parsePlugins('# none yet\n')).toEqual({ plugins: [], findings: [] });
  });

  it.each([
    ['paths-exist', 'a text'],
    ['paths-exist: {}', 'a map'],
  ])('has to be a list: %s', (text, found) => {
    expect(faults(text)).toEqual([
      `plugins/not-a-list plugins is ${found}, not a list; start each plugin with a dash, as in - size-budget: {bytes: 10 GiB}`,
    ]);
  });

  it('has to be YAML, and says in which line it is not', () => {
    expect(faults('- a\n- b: {')).toEqual([
      expect.stringMatching(
        /^plugins\/not-yaml plugins line 2 is not valid YAML: .*; write a list, as in - size-budget: \{bytes: 10 GiB\}$/,
      ),
    ]);
  });

  it('refuses what would be two things at once', () => {
    expect(faults('- a: {x: 1, x: 2}')).toEqual([
      expect.stringContaining('Map keys must be unique'),
    ]);
    expect(faults('- *nowhere')).toEqual([expect.stringContaining('Unresolved alias')]);
  });

  it.each(['1', '[a]', '{a: {}, b: {}}', '{a: 1}', '{a: [1]}', '""', '{}'])(
    'refuses the item %s, and keeps the others',
    (item) => {
      const { plugins, findings } = parsePlugins(`- ${item}\n- good`);
      expect(plugins.map(({ name }) => name)).toEqual(['good']);
      expect(findings.map(({ code, line }) => [code, line])).toEqual([['plugins/wrong-item', 1]]);
    },
  );

  it('shows the item that it refuses', () => {
    expect(faults('- {a: 1}')).toEqual([
      'plugins/wrong-item plugins: "{"a":1}" is neither a name nor a name with options; write one plugin for each dash, as in - size-budget: {bytes: 10 GiB}',
    ]);
  });

  it('names the plugin whose options contain themselves', () => {
    const { plugins, findings } = parsePlugins('- mine: &a {allowed: *a}\n- b');
    expect(plugins.map(({ name }) => name)).toEqual(['b']);
    expect(findings.map(describeProblem)).toEqual([
      'plugins: the options of "mine" contain themselves, by an alias; write them out, without the alias',
    ]);
    expect(faults('- &a [*a]')).toEqual([
      expect.stringContaining('is not valid YAML: lists that contain themselves, by an alias'),
    ]);
  });

  it('names the plugin whose options are too much when they are written out', () => {
    const aliases = Array.from({ length: 9 }, () => '*a').join();
    expect(faults(`- mine: {a: &a ${'x'.repeat(40_000)}, b: [${aliases}]}`)).toEqual([
      expect.stringMatching(
        /the options of "mine" are longer than 262144 characters; write them out/,
      ),
    ]);
  });

  it('is read up to a length, and up to a number of plugins', () => {
    expect(parsePlugins(`- x #${'x'.repeat(65_531)}`).plugins).toHaveLength(1);
    expect(faults(`- x #${'x'.repeat(65_532)}`)).toEqual([
      expect.stringMatching(
        /^plugins\/too-long plugins is 65537 characters long, and at most 65536/,
      ),
    ]);
    const { plugins, findings } = parsePlugins('- a\n'.repeat(60));
    expect(plugins).toHaveLength(50);
    expect(findings.map(describeProblem)).toEqual([
      'plugins line 51 has 60 items, and the first 50 count; take those from this line on out',
    ]);
  });

  it.each([
    ['lists in lists', `- ${'['.repeat(60_000)}`],
    ['maps in maps', `- ${'{a: '.repeat(15_000)}`],
    ['many options', `- a: {${Array.from({ length: 9000 }, (_, index) => `o${index}: 1`).join()}}`],
    ['many aliases', `- a: [&a x, ${'*a,'.repeat(20_000)}]`],
  ])('is read, or refused, whatever is in it: %s', (_, text) => {
    const { plugins, findings } = parsePlugins(text);
    expect(plugins.length + findings.length).toBe(1);
  });

  it('is read as it was meant, whatever the names and values are', () => {
    const plugin = fc.tuple(
      fc.string({ minLength: 1 }),
      fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.boolean())),
    );
    fc.assert(
      fc.property(fc.array(plugin), (wanted) => {
        const text = stringify(wanted.map(([name, options]) => ({ [name]: options })));
        const { plugins, findings } = parsePlugins(text);
        expect(findings).toEqual([]);
        expect(plugins.map(({ name, options }) => [name, { ...options }])).toEqual(
          wanted.map(([name, options]) => [name, { ...options }]),
        );
      }),
    );
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => void parsePlugins(text)));
    const yaml = fc.array(
      fc.constantFrom('- ', 'a', ': ', '{', '}', '[', ']', '&a ', '*a', '!', '\n', '  ', '"', '|'),
    );
    fc.assert(fc.property(yaml, (parts) => void parsePlugins(parts.join(''))));
  });

  it('has aliases, options of one plugin and names of a length, up to a number', () => {
    const codes = (text: string) => parsePlugins(text).findings.map(({ code }) => code);
    const options = (count: number) => Array.from({ length: count }, (_, each) => `o${each}: 1`);
    const aliases = (count: number) => `- a: {x: &x 1, y: [${'*x,'.repeat(count)}]}`;
    // More of one item are too many for the package yaml.
    expect(codes(aliases(99))).toEqual([]);
    expect(codes(aliases(101))).toEqual(['plugins/too-many-aliases']);
    expect(codes(`- a: {${options(100).join()}}`)).toEqual([]);
    expect(codes(`- a: {${options(101).join()}}`)).toEqual(['plugins/wrong-options']);
    expect(codes(`- ${'n'.repeat(100)}`)).toEqual([]);
    expect(codes(`- ${'n'.repeat(101)}`)).toEqual(['plugins/wrong-item']);
  });
});
