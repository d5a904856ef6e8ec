import { posix } from 'node:path';

/**
 * Where the files of the repository are on the site. The pages of docs/ are at its root; everything else that a page links
 * to has a copy below /source, so that a link leads to the version that the page speaks of, and works without a network.
 * Files and pages are paths with forward slashes: a file's from the repository, a page's from docs/.
 */

const copies = 'source/';

/** The Markdown page that shows a file. `isFolder` is a folder, which is shown as a list. */
export function pageOf(file: string, isFolder = false): string {
  if (file.startsWith('docs/') && file.endsWith('.md')) return file.slice('docs/'.length);
  if (isFolder) return `${copies}${file}/index.md`;
  return copies + (file.endsWith('.md') ? file : `${file}.md`);
}

/** The folder in the repository from which the links of a page start. */
export function folderOf(page: string): string {
  const file = page.startsWith(copies) ? page.slice(copies.length) : `docs/${page}`;
  return posix.dirname(file);
}

/** The file that a link leads to, and the anchor in it; undefined where it leads out of the repository, or stays on its page. */
export function targetOf(folder: string, link: string): Target | undefined {
  if (/^(?:[a-z][a-z0-9+.-]*:|\/\/|#)/i.test(link)) return undefined;
  const [path = '', anchor] = link.split('#');
  const file = posix.join(folder, path).replace(/\/$/, '');
  return { file, anchor };
}

export interface Target {
  readonly file: string;
  readonly anchor: string | undefined;
}
