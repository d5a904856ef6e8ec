import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { runtimePackages } from './program.ts';
import { ownProject } from './project.ts';

/** npm runs this before it packs, and where the package is a git dependency: JavaScript and types go to `lib`, next to all that the code reads at run time. */
const { folder } = ownProject;
const lib = path.join(folder, 'lib');

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
  path.join(folder, 'examples/postgresql.yaml'),
  path.join(lib, 'examples/postgresql.yaml'),
);

/** Of the lock, what `pack` is going to fetch. */
const pinned: readonly string[] = Object.values(runtimePackages).flatMap(Object.values);
const lock = z
  .object({ packages: z.record(z.string(), z.unknown()) })
  .parse(JSON.parse(fs.readFileSync(path.join(folder, 'package-lock.json'), 'utf8')));
const packages = Object.entries(lock.packages).filter(([name]) =>
  pinned.includes(name.replace('node_modules/', '')),
);
fs.writeFileSync(
  path.join(lib, 'package-lock.json'),
  `${JSON.stringify({ packages: Object.fromEntries(packages) }, undefined, 2)}\n`,
);
