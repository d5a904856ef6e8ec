import fs from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');

/** What a fork changes or builds, as a text in code names it. */
const ofTheFork =
  /'(?:[^'\n]*\/)?(?:src\/(?:charm|main)\.ts|build\/charm|charm\/(?:charmcraft\.yaml|build\.ts|pack\.ts)|examples\/start\.ts|reference\/[^'\n]*)'/;

const imported = /(?:from|import\()\s*'(\.[^']+)'/g;

/** The test files that see which list of plugins and which metadata the project has, relative to its folder. */
export function dependents(): string[] {
  const files = fs.globSync('test/**/*.test.ts', { cwd: root });
  return files.filter((file) => [...closure(path.join(root, file))].some(isOfTheFork)).sort();
}

/** The file, and all that it imports of the project. */
function closure(file: string, known = new Set<string>()): Set<string> {
  if (known.has(file) || !fs.existsSync(file)) return known;
  known.add(file);
  for (const [, specifier = ''] of fs.readFileSync(file, 'utf8').matchAll(imported)) {
    closure(path.resolve(path.dirname(file), specifier), known);
  }
  return known;
}

function isOfTheFork(file: string): boolean {
  return ofTheFork.test(fs.readFileSync(file, 'utf8'));
}
