import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { type Rival, tryToMake } from './rival.ts';

/** Importing what a charm in Python begins with, in a venv of its own that stays for the next run. It makes no call. */
export function pythonImports(folder: string): Promise<Rival> {
  return tryToMake('Python: import ops, pydantic', () => {
    const venv = path.join(folder, 'venv');
    const python = path.join(venv, 'bin/python3');
    const imports = ['-c', 'import ops, pydantic'];
    if (!fs.existsSync(python)) execFileSync('python3', ['-m', 'venv', venv], { stdio: 'pipe' });
    const packages = ['ops==3.9.0', 'pydantic==2.14.4'];
    const install = ['-m', 'pip', 'install', '--quiet', ...packages];
    execFileSync(python, install, { stdio: 'pipe' });
    // The first run compiles what it imports.
    execFileSync(python, imports, { stdio: 'pipe' });
    return () => [python, ...imports];
  });
}
