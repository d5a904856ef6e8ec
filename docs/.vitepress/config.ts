import { resolve } from 'node:path';
import { defineConfig } from 'vitepress';
import { icon } from './icon.ts';
import { adaptMarkdown } from './markdown/adapt.ts';
import { anchorOf } from './markdown/anchors.ts';
import { menusOf, navigationOf, sidebarOf } from './menus.ts';
import { readPages } from './pages.ts';
import { repository } from './repository.ts';
import { searchOptions } from './search.ts';

const menus = menusOf(readPages());

/** `npm run docs:site`. All that the site needs is in it: no font, script or search from elsewhere. */
export default defineConfig({
  title: 'Backup Integrator',
  description:
    'A Juju charm that asks for backups on behalf of a charm that cannot ask itself, and refuses what would not come back.',
  lang: 'en',
  // Wherever it is put, at the root of a host or below it.
  base: './',
  outDir: resolve(repository, 'build/site'),
  cacheDir: resolve(repository, 'build/site-cache'),
  // A page asks for what it shows, and not for what every link in its menu leads to.
  router: { prefetchLinks: false },
  head: [['link', { rel: 'icon', href: icon }]],
  markdown: {
    anchor: { slugify: anchorOf },
    // What a code host shows as it stands, the site does too.
    snippet: false,
    container: false,
    config: adaptMarkdown,
  },
  transformPageData: (page) =>
    page.relativePath === 'index.md' ? { frontmatter: { layout: 'home' } } : undefined,
  themeConfig: {
    logo: icon,
    nav: navigationOf(menus),
    sidebar: sidebarOf(menus),
    outline: { level: [2, 3], label: 'On this page' },
    search: { provider: 'local', options: searchOptions() },
  },
});
