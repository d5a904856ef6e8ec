import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from './temporary-folder.ts';

/** A copy of the project with one file changed, as a fork is: `src/charm.ts` is that of an example. */
export function forkOf(example: string): string {
  const folder = temporaryFolder();
  for (const part of ['charm', 'examples', 'src', 'package.json', 'package-lock.json', 'LICENSE']) {
    fs.cpSync(part, path.join(folder, part), { recursive: true });
  }
  fs.symlinkSync(path.resolve('node_modules'), path.join(folder, 'node_modules'));
  const composition = `export { charm } from '../examples/${example}/charm.ts';\n`;
  fs.writeFileSync(path.join(folder, 'src/charm.ts'), composition);
  return folder;
}

/** Runs one of the fork's scripts, with Node. */
export function runIn(folder: string, script: string, ...args: readonly string[]): void {
  execFileSync(process.execPath, [script, ...args], { cwd: folder, stdio: 'pipe' });
}
