import { expect, it } from 'vitest';
import { groupPages } from '../../../docs/.vitepress/groups.ts';

const part = {
  folder: 'how-to',
  text: 'How-to guides',
  groups: [
    { text: 'Run it', pages: ['restore', 'monitor'] },
    { text: 'Recipes', pages: ['recipes/'] },
    { text: 'Decisions', pages: ['decisions/'] },
  ],
};

it('the pages of a group are in its order, and a folder is all that is in it', () => {
  const pages = [
    'how-to/monitor.md',
    'how-to/recipes/a.md',
    'how-to/recipes/b.md',
    'how-to/restore.md',
  ];
  expect(groupPages(part, pages)).toEqual([
    { text: 'Run it', pages: ['how-to/restore.md', 'how-to/monitor.md'] },
    { text: 'Recipes', pages: ['how-to/recipes/a.md', 'how-to/recipes/b.md'] },
  ]);
});

it('what no group names comes last', () => {
  expect(groupPages(part, ['how-to/new.md', 'how-to/restore.md', 'reference/config.md'])).toEqual([
    { text: 'Run it', pages: ['how-to/restore.md'] },
    { text: 'More', pages: ['how-to/new.md'] },
  ]);
});

it('a part without groups has one of its own name', () => {
  expect(groupPages({ ...part, groups: [] }, ['how-to/restore.md'])).toEqual([
    { text: 'How-to guides', pages: ['how-to/restore.md'] },
  ]);
});
