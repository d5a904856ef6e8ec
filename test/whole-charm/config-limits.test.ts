import { describe, expect, it } from 'vitest';
import type { ConfigValue } from '../../src/core/juju/config.ts';
import { lay, model } from '../support/deployment.ts';
import { published, zero } from '../support/units.ts';

const MiB = 1024 * 1024;
const times = (count: number, text: (number: number) => string) =>
  Array.from({ length: count }, (_, number) => text(number)).join('\n');

/** Configs that took a charm without limits minutes, or gigabytes, and what is said of each now. */
const table: readonly (readonly [string, Readonly<Record<string, ConfigValue>>, RegExp])[] = [
  [
    '5,000 brackets',
    { fileset: `/srv/${'['.repeat(5000)}*` },
    /"\/srv\/\[+…" is longer than 4,095 bytes; list the folder "\/srv"/,
  ],
  [
    '1,000 brackets',
    { fileset: `/srv/${'['.repeat(1000)}*` },
    /"\/srv\/\[+…" has 1,000 \[, and at most 100 are read/,
  ],
  [
    '100 brackets',
    { fileset: `/srv/${'['.repeat(100)}*` },
    /has 100 \[ without a \], and at most 10 are read/,
  ],
  [
    '100,000 blanks in an entry',
    { fileset: `/a${' '.repeat(100_000)}b` },
    /"\/a +…" is 100,003 characters long, and at most 8,192 are read/,
  ],
  ['5 MiB of blanks', { fileset: `/a${' '.repeat(5 * MiB - 4)}b` }, /is 5,242,879 characters long/],
  [
    'a long range',
    { fileset: '/srv/{1..100000}/*' },
    /"\/srv\/\{1\.\.100000\}\/\*" stands for more than 1,000 alternatives/,
  ],
  [
    '{a,b} twenty times',
    { fileset: `/srv/${'{a,b}'.repeat(20)}` },
    /stands for more than 1,000 alternatives/,
  ],
  [
    '{a,b} ten thousand times',
    { fileset: `/srv/${'{a,b}'.repeat(10_000)}` },
    /is 50,005 characters long/,
  ],
  [
    'lists in lists',
    { fileset: `/srv/${'{a,'.repeat(1000)}b${'}'.repeat(1000)}` },
    /has lists in lists, more than 10 deep/,
  ],
  [
    'extended patterns in one another',
    { fileset: `/srv/${'@('.repeat(1000)}a${')'.repeat(1000)}` },
    /has lists in lists, more than 10 deep/,
  ],
  [
    '100,000 entries',
    { fileset: times(100_000, (number) => `/srv/${number}`) },
    /has more than 10,000 entries/,
  ],
  [
    '500,000 entries',
    { fileset: times(500_000, (number) => `/s/${number}`) },
    /has more than 10,000 entries/,
  ],
  [
    '700,000 relative entries',
    { fileset: times(700_000, (number) => String(number)) },
    /has more than 10,000 entries/,
  ],
  [
    '10,000 relative entries',
    { fileset: times(10_000, (number) => String(number)) },
    /"0" is not an absolute path; write it/,
  ],
  [
    '100,000 globs',
    { fileset: times(100_000, (number) => `/srv/${number}*`) },
    /has more than 10,000 entries/,
  ],
  [
    '10,000 globs',
    { fileset: times(10_000, (number) => `/srv/${number}*`) },
    /"\/srv\/1000\*" makes more than 1,000 patterns together with the globs before it/,
  ],
  ['5 MiB of {}', { fileset: '{}'.repeat(2.5 * MiB) }, /"(\{\})+…" is 5,242,880 characters long/],
  ['5 MiB of {', { fileset: `/${'{'.repeat(5 * MiB - 1)}` }, /is 5,242,880 characters long/],
  ['5 MiB of slashes', { fileset: '/'.repeat(5 * MiB) }, /is 5,242,880 characters long/],
  ['5 MiB of commas', { fileset: ','.repeat(5 * MiB) }, /is not set, so there is nothing to save/],
  [
    'more than 5 MiB',
    { fileset: `/${'x'.repeat(5 * MiB)}` },
    /is 5,242,881 bytes long, and at most 5,242,880 are read/,
  ],
  [
    'a script of more than 5 MiB',
    { 'run-after-backup': `#!/bin/sh\n${'#'.repeat(5 * MiB)}` },
    /run-after-backup:? is 5,242,890 bytes long, and at most 5,242,880 are kept/,
  ],
  [
    'a script of one long line of blanks',
    { 'run-after-backup': `#!${' '.repeat(5 * MiB - 3)}x` },
    /run-after-backup.*"x"/,
  ],
  [
    '100,000 plugins',
    { plugins: times(100_000, (number) => `- p${number}`) },
    /plugins:? is 888889 characters long, and at most 65536 are read/,
  ],
  [
    '5,000 plugins',
    { plugins: times(5000, (number) => `- p${number}`) },
    /plugins.*has 5000 items, and the first 50 count/,
  ],
  [
    '5,000 options of a plugin',
    {
      plugins: `- paths-exist: {${Array.from({ length: 5000 }, (_, each) => `o${each}: 1`).join()}}`,
    },
    /the options of "paths-exist" are more than 100/,
  ],
  [
    '2,000 aliases',
    { plugins: `- a: {x: &x [1]}\n${'- b: {y: [*x, *x, *x]}\n'.repeat(2000)}` },
    /has more than 100 aliases/,
  ],
  [
    '16,000 aliases',
    { plugins: `- a: {x: &x 1, z: [${'*x,'.repeat(16_000)}]}` },
    /has more than 100 aliases/,
  ],
  ['aliases of aliases', { plugins: `- a: {x: ${'&b [*a, *a, *a]'}}` }, /is not valid YAML/],
  [
    '99 aliases of a long text',
    {
      plugins: `- a: {x: &x ${'y'.repeat(60_000)}, z: [${Array.from({ length: 99 }, () => '*x').join()}]}`,
    },
    /longer than 262144 characters/,
  ],
  [
    'a name of 60,000 characters',
    { plugins: `- ${'n'.repeat(60_000)}` },
    /n+…" is neither a name nor a name with options/,
  ],
  [
    'lists of lists in a plugin',
    { plugins: `- a: {x: ${'['.repeat(20_000)}${']'.repeat(20_000)}}` },
    /is not valid YAML|a is none|"a" is none/,
  ],
  [
    '{a,b} twenty times in a rule',
    { plugins: `- protected-paths: {deny: ['/${'{a,b}'.repeat(20)}']}` },
    /deny has too much in it; give it at most 1000 patterns/,
  ],
  [
    'a long range in a rule',
    { plugins: "- protected-paths: {deny: ['/{1..200000}/x']}" },
    /deny has too much in it/,
  ],
  [
    'brackets in a rule',
    { plugins: `- protected-paths: {deny: ['/${'['.repeat(900)}*']}` },
    /deny has too much in it/,
  ],
];

describe('a config that is too much', () => {
  it.each(table)(
    'is blocked with a sentence, and harms nothing: %s',
    async (_, config, sentence) => {
      const deployment = model();
      await deployment.deploy();
      lay(deployment, '/etc/good');
      await deployment.integrate('bacula-fd');
      await deployment.configure({ fileset: '/etc/good' });
      const hooks = await deployment.configure({ fileset: '/etc/good', ...config });
      expect(hooks.map(({ code, stderr }) => [code, stderr])).toEqual(hooks.map(() => [0, '']));
      const { status, message } = deployment.unit(zero).status;
      expect(status).toBe('blocked');
      expect(message.length).toBeLessThanOrEqual(160);
      const said = deployment.log
        .filter(({ level }) => level === 'ERROR')
        .map((record) => record.message);
      expect(said.join('\n')).toMatch(sentence);
      expect(said.join('\n')).not.toContain('plugin/failed');
      for (const each of said) expect(each.length).toBeLessThan(10_000);
      expect(published(deployment)).toEqual(['/etc/good']);
    },
  );
});

it('rules of 1,000 patterns over 5,000 paths are no more than it can do', async () => {
  const deployment = model();
  await deployment.deploy();
  await deployment.integrate('bacula-fd');
  const deny = Array.from({ length: 1000 }, (_, number) => `/d${number}/*/x`);
  await deployment.configure({
    fileset: times(5000, (number) => `/srv/${number % 10}/${number}`),
    plugins: `- protected-paths: {deny: [${deny.join(', ')}]}`,
  });
  expect(published(deployment)).toHaveLength(5000);
});
