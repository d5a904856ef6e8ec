import { describe, expect, it } from 'vitest';
import { Allowance, Excess } from '../../../../src/plugins/fileset/globs/alternatives.ts';

function textsOf(glob: string, allowance = new Allowance()) {
  const patterns = allowance.alternatives(glob);
  return patterns instanceof Excess ? patterns : patterns.map(({ text }) => text);
}

describe('alternatives', () => {
  it.each([
    ['/a', ['/a']],
    ['/{a,b}/{c,d}', ['/a/c', '/a/d', '/b/c', '/b/d']],
    ['/{1..3}', ['/1', '/2', '/3']],
    ['/{a,b,a}', ['/a', '/b']],
    ['/{a}', ['/{a}']],
    ['/a{,b*}', ['/a', '/ab*']],
  ])('of %s are each once, in the order of a shell', (pattern, items) => {
    expect(textsOf(pattern)).toEqual(items);
  });

  it('are all there up to the limit', () => {
    expect(textsOf('/{1..1000}')).toHaveLength(1000);
  });

  const alternatives = 'stands for more than 1,000 alternatives';
  it.each([
    ['/{1..1001}', alternatives],
    ['/{1..100000}/{a,b}', alternatives],
    [`/{${'x,'.repeat(1000)}y}`, alternatives],
    [`/${'{a,b}'.repeat(900)}`, alternatives],
    [`/${'{,}'.repeat(999)}`, alternatives],
    [`/${'x'.repeat(4000)}{1..999}`, alternatives],
    [`/${'x'.repeat(8192)}`, 'is longer than 8,192 characters'],
    [`/${'{}'.repeat(1001)}`, 'has more than 1,000 {'],
    [`/${'{a,'.repeat(11)}b${'}'.repeat(11)}`, 'has lists in lists, more than 10 deep'],
    [`/${'['.repeat(5000)}*`, 'is longer than 4,095 bytes'],
    [`/{a,${'['.repeat(11)}}`, 'has 11 [ without a ], and at most 10 are read'],
  ])('that are too many, and patterns that are too big, are refused: %.20s', (glob, what) => {
    expect(textsOf(glob)).toEqual(
      new Excess(what, what === alternatives ? 'alternatives' : 'pattern'),
    );
  });
});

describe('all globs of a fileset', () => {
  const together = (what: string) =>
    new Excess(`makes more than ${what} together with the globs before it`);

  it('have 1,000 patterns between them, literals not counted', () => {
    const allowance = new Allowance();
    expect(textsOf('/{1..1000}', allowance)).toHaveLength(1000);
    expect(textsOf('/{1..999}*', allowance)).toHaveLength(999);
    expect(textsOf('/a*', allowance)).toEqual(['/a*']);
    expect(textsOf('/b*', allowance)).toEqual(together('1,000 patterns'));
  });

  it('have 262,144 characters between them', () => {
    const allowance = new Allowance();
    const long = `/${'x'.repeat(1000)}{1..125}*`;
    expect(textsOf(long, allowance)).toHaveLength(125);
    expect(textsOf(`${long}a`, allowance)).toHaveLength(125);
    expect(textsOf(`${long}b`, allowance)).toEqual(together('262,144 characters'));
  });

  it('have 5,000 brackets between them', () => {
    const allowance = new Allowance();
    for (let number = 0; number < 50; number++) {
      expect(textsOf(`/${number}${'[a]'.repeat(100)}`, allowance)).toHaveLength(1);
    }
    expect(textsOf('/[a]', allowance)).toEqual(together('5,000 brackets'));
  });
});
