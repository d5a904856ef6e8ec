import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, posix } from 'node:path';
import { folderOf, pageOf, targetOf } from './addresses.ts';
import { repository } from './repository.ts';

/** A page for a file that is not in docs/, or is no Markdown. */
export interface Copy {
  readonly page: string;
  readonly markdown: string;
}

/** The copies of these files, of all that these pages link to, and of what the copies link to in turn. */
export function copiesFor(files: readonly string[], pages: readonly string[]): readonly Copy[] {
  const copies = new Map<string, Copy>();
  const missing = [...files, ...pages.flatMap((page) => linkedFrom(page, read(`docs/${page}`)))];
  for (let file = missing.pop(); file !== undefined; file = missing.pop()) {
    // A link that leads nowhere stays without a page, so that the build names the page that has it.
    if (copies.has(file) || isPage(file) || !existsSync(join(repository, file))) continue;
    const copy = copyOf(file);
    copies.set(file, copy);
    if (!isCode(file)) missing.push(...linkedFrom(copy.page, copy.markdown));
  }
  return [...copies.values()];
}

function copyOf(file: string): Copy {
  const page = pageOf(file, isFolder(file));
  if (isFolder(file)) return { page, markdown: listOf(file) };
  return { page, markdown: isCode(file) ? codeOf(file) : read(file) };
}

const isFolder = (file: string) => statSync(join(repository, file)).isDirectory();

const isCode = (file: string) => !file.endsWith('.md') && !isFolder(file);

const isPage = (file: string) => file.startsWith('docs/') && file.endsWith('.md');

const read = (file: string) => readFileSync(join(repository, file), 'utf8');

function linkedFrom(page: string, markdown: string): string[] {
  const links = [...markdown.matchAll(/\]\(([^)\s]+)\)/g)];
  return links.flatMap(([, link = '']) => targetOf(folderOf(page), link)?.file ?? []);
}

function listOf(folder: string): string {
  const names = readdirSync(join(repository, folder)).sort();
  const items = names.map((name) => `- [${name}](${name})`);
  return `# ${folder}/\n\n${items.join('\n')}\n`;
}

function codeOf(file: string): string {
  const language = extname(file).slice(1) || 'text';
  const code = read(file);
  const longest = Math.max(2, ...(code.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  return `# ${posix.basename(file)}\n\n\`${file}\`\n\n${fence}${language}\n${code}${fence}\n`;
}
