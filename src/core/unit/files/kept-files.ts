import type { Files, ManagedFolder } from './managed-folder.ts';

/**
 * A file in the folder of scripts, held against what this unit remembers.
 *
 * - `right`: as it was put
 * - `changed`: something else is in its place
 * - `missing`: nothing is
 * - `stray`: nobody has put it
 */
export interface KeptFile {
  readonly name: string;
  /** Absolute, the same on every unit. */
  readonly path: string;
  readonly state: 'right' | 'changed' | 'missing' | 'stray';
  /** SHA-256 of what is there, in hex. Undefined where it is not a file of the charm's, and for strays. */
  readonly sha256?: string;
}

/**
 * Looks at the files that a unit keeps, those that were put first. What is in them stays here.
 *
 * @param remembered - what was put last
 * @throws DiskError where the disk can't tell
 */
export async function keptFiles(
  folder: ManagedFolder,
  remembered: Files,
): Promise<readonly KeptFile[]> {
  const { names } = folder;
  const put = await Promise.all(
    Object.entries(remembered).map(async ([name, text]): Promise<KeptFile> => {
      const path = `${folder.path}/${name}`;
      if (!names.includes(name)) return { name, path, state: 'missing' };
      const content = folder.readFile(name);
      if (content === undefined) return { name, path, state: 'changed' };
      const state = content.equals(Buffer.from(text)) ? 'right' : 'changed';
      return { name, path, state, sha256: await sha256(content) };
    }),
  );
  const strays = names.filter((name) => !Object.hasOwn(remembered, name));
  return [
    ...put,
    ...strays.map((name) => ({ name, path: `${folder.path}/${name}`, state: 'stray' as const })),
  ];
}

async function sha256(content: Buffer): Promise<string> {
  const bytes = Uint8Array.from(content);
  return Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex');
}
