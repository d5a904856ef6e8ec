// @ts-check
// npm runs this before it packs, and where the package is a git dependency: JavaScript and types go to `lib`, next to all
// that the code reads at run time. It is JavaScript itself, as that can be with any Node from 20 on.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const folder = path.dirname(import.meta.dirname);
const lib = path.join(folder, 'lib');
/** @param {string} name */
const readJson = (name) => JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8'));

fs.rmSync(lib, { recursive: true, force: true });
execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.package.json'], {
  cwd: folder,
  stdio: ['ignore', 'inherit', 'inherit'],
});
for (const room of ['src', 'charm', 'cli']) {
  fs.cpSync(path.join(folder, room), path.join(lib, room), {
    recursive: true,
    // tsc writes no declarations of others' modules, and leaves what is no code where it is.
    filter: (file) => !file.endsWith('.ts') || file.endsWith('.d.ts'),
  });
}
// `start` shows it where it is not given another one.
fs.cpSync(
  path.join(folder, 'examples/recipes/postgresql.yaml'),
  path.join(lib, 'examples/recipes/postgresql.yaml'),
);

// Of the lock, what `pack` is going to fetch: the runtimes.
const runtimes = Object.keys(readJson('package.json').optionalDependencies);
const pinned = Object.entries(readJson('package-lock.json').packages).filter(([name]) =>
  runtimes.includes(name.replace('node_modules/', '')),
);
fs.writeFileSync(
  path.join(lib, 'package-lock.json'),
  `${JSON.stringify({ packages: Object.fromEntries(pinned) }, undefined, 2)}\n`,
);
