import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DefaultTheme } from 'vitepress';
import { pageOf } from './addresses.ts';
import { groupPages } from './groups.ts';
import { projectFiles } from './pages.ts';
import { parts } from './parts.ts';
import { repository } from './repository.ts';

interface Menu {
  readonly text: string;
  /** What the address of each of its pages starts with. */
  readonly address: string;
  readonly groups: readonly DefaultTheme.SidebarItem[];
}

/** A menu for each part, and one for the project. `pages` are all pages of docs/. */
export function menusOf(pages: readonly string[]): readonly Menu[] {
  const about = projectFiles().map((file) => itemOf(pageOf(file), file));
  return [
    ...parts.map((part) => ({
      text: part.text,
      address: `/${part.folder}/`,
      groups: groupPages(part, pages).map((group) => ({
        text: group.text,
        items: group.pages.map((page) => itemOf(page, `docs/${page}`)),
      })),
    })),
    { text: 'Project', address: '/source/', groups: [{ text: 'Project', items: about }] },
  ];
}

export function sidebarOf(menus: readonly Menu[]): DefaultTheme.SidebarMulti {
  return Object.fromEntries(menus.map(({ address, groups }) => [address, [...groups]]));
}

/** Each menu leads to its first page. */
export function navigationOf(menus: readonly Menu[]): DefaultTheme.NavItem[] {
  return menus.map(({ text, address, groups }) => ({
    text,
    link: groups[0]?.items?.[0]?.link ?? address,
    activeMatch: `^${address}`,
  }));
}

/** A menu calls a page by its first heading. */
function itemOf(page: string, file: string): DefaultTheme.SidebarItem {
  const [, heading] = /^# (.+)$/m.exec(readFileSync(join(repository, file), 'utf8')) ?? [];
  if (heading === undefined) throw new Error(`${file} has no heading`);
  return { text: heading.replaceAll('`', ''), link: `/${page.replace(/\.md$/, '.html')}` };
}
