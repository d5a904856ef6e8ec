import { expect, it } from 'vitest';
import { menusOf, navigationOf, sidebarOf } from '../../../docs/.vitepress/menus.ts';
import { projectFiles, readPages } from '../../../docs/.vitepress/pages.ts';

const pages = readPages();
const menus = menusOf(pages);
const entriesOf = (address: string) =>
  menus
    .filter((menu) => menu.address === address)
    .flatMap(({ groups }) => groups.flatMap(({ items = [] }) => items));

it('each page but the home page is in one menu, once', () => {
  const links = menus.flatMap(({ address }) => entriesOf(address)).map(({ link }) => link);
  const written = pages.filter((page) => page !== 'index.md').map((page) => `/${page}`);
  const project = projectFiles().map((file) => `/source/${file}`);
  const expected = [...written, ...project].map((page) => page.replace(/md$/, 'html'));
  expect([...links].sort()).toEqual(expected.sort());
});

it('an entry is called by the heading of its page', () => {
  expect(entriesOf('/tutorial/')).toContainEqual({
    text: 'Your first backup, and your first restore',
    link: '/tutorial/first-backup.html',
  });
  expect(entriesOf('/source/')[0]).toEqual({ text: 'Changelog', link: '/source/CHANGELOG.html' });
});

it('the parts are in the order of a reader, and lead to their first page', () => {
  const links = navigationOf(menus).map((item) => ('link' in item ? [item.text, item.link] : []));
  expect(links).toEqual([
    ['Tutorial', '/tutorial/first-backup.html'],
    ['How-to guides', '/how-to/pack.html'],
    ['Reference', '/reference/config.html'],
    ['Explanation', '/explanation/architecture.html'],
    ['Project', '/source/CHANGELOG.html'],
  ]);
});

it('each part has a sidebar, on all its pages', () => {
  expect(Object.keys(sidebarOf(menus))).toEqual([
    '/tutorial/',
    '/how-to/',
    '/reference/',
    '/explanation/',
    '/source/',
  ]);
});
