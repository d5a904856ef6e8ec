import type { DefaultTheme } from 'vitepress';
import { copiesFor } from './copies.ts';
import { projectFiles } from './pages.ts';

/** VitePress finds no text for pages that have no file in docs/. Those of the project are worth a search; code is not. */
export function searchOptions(): DefaultTheme.LocalSearchOptions {
  const project = new Map(
    copiesFor(projectFiles(), []).map(({ page, markdown }) => [page, markdown]),
  );
  return {
    detailedView: true,
    _render: (text, env, md) => md.renderAsync(text || project.get(env.relativePath) || '', env),
  };
}
