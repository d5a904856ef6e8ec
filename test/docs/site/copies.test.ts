import { expect, it } from 'vitest';
import { copiesFor } from '../../../docs/.vitepress/copies.ts';

const copies = copiesFor(['CONTRIBUTING.md'], ['reference/backup-interface/v0/README.md']);
const markdownOf = (page: string) => copies.find((copy) => copy.page === page)?.markdown;

it('a Markdown file is copied as it is, with what it links to', () => {
  expect(markdownOf('source/CONTRIBUTING.md')).toMatch(/^# Contributing\n/);
  expect(markdownOf('source/CODE_OF_CONDUCT.md')).toMatch(/^# Code of conduct\n/);
});

it('any other file is a block of code below its name', () => {
  expect(markdownOf('source/docs/reference/backup-interface/v0/interface.yaml.md')).toMatch(
    /^# interface\.yaml\n\n`docs\/reference\/backup-interface\/v0\/interface\.yaml`\n\n```yaml\n.*\n```\n$/s,
  );
});

it('a folder is a list of links', () => {
  expect(markdownOf('source/docs/reference/backup-interface/v0/tests/index.md')).toBe(
    '# docs/reference/backup-interface/v0/tests/\n\n- [accepted.json](accepted.json)\n- [read.json](read.json)\n- [refused.json](refused.json)\n',
  );
});

it('what links in code lead to is not copied, nor a page of docs/, nor what is not there', () => {
  expect(
    copies.map(({ page }) => page).filter((page) => page.includes('/source/docs/how-to')),
  ).toEqual([]);
  expect(copiesFor(['not-there.md', 'docs/index.md'], [])).toEqual([]);
});
