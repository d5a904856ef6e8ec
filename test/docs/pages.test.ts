import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { anchorOf } from '../../docs/.vitepress/markdown/anchors.ts';
import { pages } from '../../docs/generate/pages.ts';

const repository = join(import.meta.dirname, '../..');

it.each(Object.entries(await pages()))(
  'docs/reference/%s is as `npm run docs` writes it',
  (name, text) => {
    expect(readFileSync(join(repository, 'docs/reference', name), 'utf8')).toBe(text);
  },
);

function anchorsOf(file: string): string[] {
  const headings = readFileSync(file, 'utf8').matchAll(/^#+ (.*)$/gm);
  return [...headings].map(([, heading = '']) => anchorOf(heading));
}

function leadsSomewhere(from: string, link: string): boolean {
  const [path = '', anchor] = link.split('#');
  const file = path === '' ? from : join(dirname(from), path);
  return existsSync(file) && (anchor === undefined || anchorsOf(file).includes(anchor));
}

describe('the links of', () => {
  const texts = globSync(['*.md', '{docs,examples,terraform}/**/*.md'], { cwd: repository });

  it.each(texts)('%s lead to files and headings that are there', (text) => {
    const file = join(repository, text);
    const links = readFileSync(file, 'utf8').matchAll(/\]\((?!https?:)([^)\s]+)\)/g);
    const dead = [...links]
      .map(([, link = '']) => link)
      .filter((link) => !leadsSomewhere(file, link));
    expect(dead).toEqual([]);
  });
});
