import fs from 'node:fs';
import path from 'node:path';
import { type CharmFile, plainFile } from '../files/charm-file.ts';

/** Bun's npm package has no licence file, so its notice and the texts that it names are kept here. */
const bunNotices = path.join(import.meta.dirname, '../licences/bun');

/**
 * The licence files of what is in the charm, by folder, as `licences/<name>/<file>`: each of them asks to go with it.
 *
 * @throws Error when there is no licence file in one of the folders
 */
export function licencesIn(folders: readonly string[]): CharmFile[] {
  return folders.flatMap((part) => {
    const folder = /\/@oven\/bun-[^/]+$/.test(part) ? bunNotices : part;
    const name = folder.split(/\/(?:node_modules|licences)\//).at(-1) ?? folder;
    const files = fs
      .readdirSync(folder)
      .filter((file) => /^(?:licen[cs]e|copying|notice)/i.test(file));
    if (files.length === 0) throw new Error(`${name} has no licence file, so it cannot be shipped`);
    return files.map((file) =>
      plainFile(`licences/${name}/${file}`, fs.readFileSync(path.join(folder, file))),
    );
  });
}
