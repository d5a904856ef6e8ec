import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pages } from '../../docs/generate/pages.ts';

const repository = join(import.meta.dirname, '../..');

it.each(Object.entries(pages()))(
  'docs/reference/%s is as `npm run docs` writes it',
  (name, text) => {
    expect(readFileSync(join(repository, 'docs/reference', name), 'utf8')).toBe(text);
  },
);

describe('the links of', () => {
  const texts = globSync(['*.md', 'docs/**/*.md', 'examples/**/*.md'], { cwd: repository });

  it.each(texts)('%s lead to files that are there', (text) => {
    const links = readFileSync(join(repository, text), 'utf8').matchAll(
      /\]\((?!https?:|#)([^)#]+)/g,
    );
    const dead = [...links]
      .map(([, link = '']) => link)
      .filter((link) => !existsSync(join(repository, dirname(text), link)));
    expect(dead).toEqual([]);
  });
});
