import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { MarkdownRenderer } from 'vitepress';
import { folderOf, pageOf, targetOf } from '../addresses.ts';
import { repository } from '../repository.ts';

/** Leads links to the pages of the site, before VitePress looks at them: one that leads nowhere fails the build. */
export function leadLinksToPages(md: MarkdownRenderer): void {
  md.core.ruler.push('links-to-pages', ({ tokens, env }) => {
    for (const token of tokens.flatMap(({ children }) => children ?? [])) {
      const link = token.type === 'link_open' ? token.attrGet('href') : null;
      if (link !== null) token.attrSet('href', hrefOf(env.relativePath, link));
    }
  });
}

function hrefOf(page: string, link: string): string {
  const target = targetOf(folderOf(page), decodeURI(link));
  if (target === undefined) return link;
  const href = `/${pageOf(target.file, isFolder(target.file))}`;
  return target.anchor === undefined ? href : `${href}#${target.anchor}`;
}

function isFolder(file: string): boolean {
  return statSync(join(repository, file), { throwIfNoEntry: false })?.isDirectory() ?? false;
}
