import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { type Charmcraft, readCharmcraft } from './charmcraft.ts';

/** What a charm is made of: this project, or a fork in a folder of its own. */
export interface Project {
  /** Absolute path of the folder with `package.json`, and `LICENSE` and `README.md` where there are any. */
  readonly folder: string;
  /** What is started, relative to the folder: a program, not only a list of plugins. */
  readonly entry: string;
  /** `charmcraft.yaml`, relative to the folder. An `icon.svg` is next to it. */
  readonly charmcraft: string;
}

/** This one. */
export const ownProject: Project = {
  folder: path.resolve(import.meta.dirname, '../..'),
  entry: 'src/main.ts',
  charmcraft: 'charm/charmcraft.yaml',
};

const packageSchema = z.object({ version: z.string() });

/** @throws Error that names everything that is wrong in it */
export function charmcraftOf({ folder, charmcraft }: Project): Charmcraft {
  return readCharmcraft(fs.readFileSync(path.join(folder, charmcraft), 'utf8'));
}

/** The charm's name and version. */
export function charmIdentity(project = ownProject) {
  const file = path.join(project.folder, 'package.json');
  const { version } = packageSchema.parse(JSON.parse(fs.readFileSync(file, 'utf8')));
  return { name: charmcraftOf(project).name, version };
}
