import { defineRoutes } from 'vitepress';
import { copiesFor } from '../.vitepress/copies.ts';
import { projectFiles, readPages } from '../.vitepress/pages.ts';

/** A page for each file outside docs/ that the menu or a page links to. */
export default defineRoutes({
  paths: () =>
    copiesFor(projectFiles(), readPages()).map(({ page, markdown }) => ({
      params: { file: page.replace(/^source\/(.*)\.md$/, '$1') },
      content: markdown,
    })),
});
