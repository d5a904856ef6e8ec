import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DefaultTheme } from 'vitepress';
import { pageOf } from './addresses.ts';
import { projectFiles } from './pages.ts';
import { repository } from './repository.ts';

/** VitePress finds no text for pages that have no file in docs/. Those of the project are worth a search; code is not. */
export function searchOptions(): DefaultTheme.LocalSearchOptions {
  const project = new Map(projectFiles().map((file) => [pageOf(file), join(repository, file)]));
  const textOf = (page: string) => {
    const file = project.get(page);
    return file === undefined ? '' : readFileSync(file, 'utf8');
  };
  return {
    detailedView: true,
    _render: (text, env, md) => md.renderAsync(text || textOf(env.relativePath), env),
  };
}
