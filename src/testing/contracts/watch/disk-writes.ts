import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import path from 'node:path';

/** What changes a disk, by the place of the paths among the arguments. */
const changers: Readonly<Record<string, readonly number[]>> = {
  appendFile: [0],
  chmod: [0],
  chown: [0],
  copyFile: [1],
  cp: [1],
  createWriteStream: [0],
  lchown: [0],
  link: [1],
  lutimes: [0],
  mkdir: [0],
  mkdtemp: [0],
  open: [0],
  rename: [0, 1],
  rm: [0],
  rmdir: [0],
  symlink: [1],
  truncate: [0],
  unlink: [0],
  utimes: [0],
  writeFile: [0],
};

/**
 * Runs something, and returns the paths that it changes through `node:fs` meanwhile, or tries to. Files that do not
 * stand where a test looks for them are seen so too.
 */
export async function diskWrites(run: () => unknown): Promise<string[]> {
  const written: string[] = [];
  const restore = [fs, fs.promises].map((module) => watch(module, written));
  syncBuiltinESMExports();
  try {
    await run();
  } finally {
    for (const each of restore) each();
    syncBuiltinESMExports();
  }
  return written;
}

function watch(module: object, written: string[]): () => void {
  const real = new Map<string, unknown>();
  for (const [name, places] of Object.entries(changers)) {
    for (const key of [name, `${name}Sync`]) {
      const original: unknown = Reflect.get(module, key);
      if (typeof original !== 'function') continue;
      real.set(key, original);
      const watched = new Proxy(original, {
        apply(target, self, args: unknown[]) {
          if (name !== 'open' || !isReading(args[1])) {
            written.push(...places.map((place) => pathOf(args[place])));
          }
          const result: unknown = Reflect.apply(target, self, args);
          return result;
        },
      });
      Reflect.set(module, key, watched);
    }
  }
  return () => {
    for (const [key, original] of real) Reflect.set(module, key, original);
  };
}

function isReading(flags: unknown): boolean {
  const { O_ACCMODE, O_CREAT, O_RDONLY } = { O_ACCMODE: 3, ...fs.constants };
  if (typeof flags === 'number') return (flags & (O_ACCMODE | O_CREAT)) === O_RDONLY;
  return flags === undefined || flags === 'r' || flags === 'rs';
}

/** What is reached by a folder's descriptor is named by the folder's path. */
function pathOf(file: unknown): string {
  const named = path.resolve(file instanceof URL ? file.pathname : String(file));
  const [, descriptor, below = ''] = /^(\/proc\/self\/fd\/\d+)(.*)$/.exec(named) ?? [];
  return descriptor === undefined ? named : fs.readlinkSync(descriptor) + below;
}
