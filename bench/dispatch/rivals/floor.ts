import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { compileWithBun, runtimePackages } from '../../../charm/contents/program.ts';
import { ownArchitecture } from '../../../charm/project/charmcraft.ts';
import { asArguments, type Rival, tryToMake } from './rival.ts';

/** An executable compiled as the charm is, of an empty file: nothing on this runtime is cheaper. */
export function emptyExecutable(folder: string): Promise<Rival> {
  return tryToMake('empty compiled executable', async () => {
    const bun = path.resolve('node_modules', runtimePackages[ownArchitecture].bun, 'bin/bun');
    fs.writeFileSync(path.join(folder, 'empty.ts'), '');
    const project = { folder, entry: 'empty.ts' };
    const program = await compileWithBun({ compiler: bun, runtime: bun }, ownArchitecture, project);
    const executable = path.join(folder, 'empty');
    const compiled = program.files.find((file) => file.path === 'backup-integrator');
    if (compiled === undefined) throw new Error('Bun made no executable');
    fs.writeFileSync(executable, compiled.content, { mode: 0o755 });
    return () => [executable];
  });
}

/** The same hook tools, called by the smallest program: no charm that makes these calls is cheaper. */
export function callsFromC(folder: string): Promise<Rival> {
  return tryToMake('the same calls from C', () => {
    const executable = path.join(folder, 'call');
    const source = path.join(import.meta.dirname, '../c/call.c');
    execFileSync('cc', ['-O2', '-o', executable, source], { stdio: 'pipe' });
    return (event) => [executable, ...asArguments(event)];
  });
}
