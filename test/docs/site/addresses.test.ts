import { expect, it } from 'vitest';
import { folderOf, pageOf, targetOf } from '../../../docs/.vitepress/addresses.ts';

it.each([
  ['docs/how-to/restore.md', 'how-to/restore.md'],
  ['CHANGELOG.md', 'source/CHANGELOG.md'],
  ['src/run.ts', 'source/src/run.ts.md'],
  ['LICENSE', 'source/LICENSE.md'],
  [
    'docs/reference/backup-interface/v0/schema.json',
    'source/docs/reference/backup-interface/v0/schema.json.md',
  ],
])('%s is shown by %s', (file, page) => {
  expect(pageOf(file)).toBe(page);
});

it('a folder is shown by the page of its address', () => {
  expect(pageOf('examples/retention', true)).toBe('source/examples/retention/index.md');
});

it.each([
  ['how-to/restore.md', 'docs/how-to'],
  ['index.md', 'docs'],
  ['source/CHANGELOG.md', '.'],
  ['source/examples/retention/index.md', 'examples/retention'],
])('the links of %s start from %s', (page, folder) => {
  expect(folderOf(page)).toBe(folder);
});

it.each([
  ['../../src/run.ts', { file: 'src/run.ts', anchor: undefined }],
  ['restore.md#restore-a-unit', { file: 'docs/how-to/restore.md', anchor: 'restore-a-unit' }],
  ['../../examples/', { file: 'examples', anchor: undefined }],
])('a link in docs/how-to to %s is followed', (link, target) => {
  expect(targetOf('docs/how-to', link)).toEqual(target);
});

it.each(['https://juju.is', 'mailto:a@b.example', '//juju.is', '#restore-a-unit'])(
  'a link to %s stays as it is',
  (link) => {
    expect(targetOf('docs/how-to', link)).toBeUndefined();
  },
);
