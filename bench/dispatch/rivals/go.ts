import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { asArguments, type Rival, tryToMake } from './rival.ts';

/** The charm's flow on goops, the library for charms in Go. */
export function charmOnGoops(folder: string): Promise<Rival> {
  return tryToMake('Go, on goops', () => {
    const executable = build(folder, 'goops', ['github.com/gruyaume/goops@latest']);
    return () => [executable];
  });
}

/** The same calls from Go without a library. */
export function callsFromGo(folder: string): Promise<Rival> {
  return tryToMake('the same calls from Go', () => {
    const executable = build(folder, 'calls', []);
    return (event) => [executable, ...asArguments(event)];
  });
}

function build(folder: string, name: string, modules: readonly string[]): string {
  const module = path.join(folder, 'go', name);
  fs.rmSync(module, { recursive: true, force: true });
  fs.mkdirSync(module, { recursive: true });
  fs.copyFileSync(path.join(import.meta.dirname, `../go/${name}.go`), path.join(module, 'main.go'));
  const go = (...args: string[]) => execFileSync('go', args, { cwd: module, stdio: 'pipe' });
  go('mod', 'init', `bench/${name}`);
  for (const each of modules) go('get', each);
  go('build', '-ldflags=-s -w', '-o', name);
  return path.join(module, name);
}
