import path from 'node:path';
import { rolldown } from 'rolldown';
import type { Project } from '../project/project.ts';

/** tapable asks for `util` to say what is deprecated. It comes with this in its place: no event waits for `util` then. */
const tapableWithoutUtil = {
  name: 'tapable-without-util',
  resolveId: (source: string, importer = '') =>
    source === 'util' && /\/tapable\/lib\/\w+\.js$/.test(importer)
      ? path.join(path.dirname(importer), 'util-browser.js')
      : undefined,
};

/** The code and all that it imports, in parts: what an event does not need stays unread. The first is `main`. */
export async function bundle(
  { folder, entry }: Pick<Project, 'folder' | 'entry'>,
  { format, extension, minify }: { format: 'esm' | 'cjs'; extension: string; minify: boolean },
) {
  const build = await rolldown({
    cwd: folder,
    input: entry,
    platform: 'node',
    plugins: [tapableWithoutUtil],
  });
  const { output } = await build.generate({
    format,
    minify,
    entryFileNames: `main.${extension}`,
    chunkFileNames: `[name].${extension}`,
  });
  await build.close();
  return output.filter((file) => file.type === 'chunk');
}

/** The folders of the packages whose modules are in the parts. */
export function packagesOf(chunks: readonly { readonly moduleIds: readonly string[] }[]): string[] {
  const modules = chunks.flatMap(({ moduleIds }) => moduleIds);
  const folders = modules.map(packageOf).filter((folder) => folder !== undefined);
  return [...new Set(folders)].sort();
}

/** The folder of the package that a file belongs to, by its absolute path. */
export function packageOf(file: string): string | undefined {
  return /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(file)?.[0];
}
