import { globSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './repository.ts';

/** The pages that are written in docs/, as paths from there. */
export function readPages(): readonly string[] {
  const docs = join(repository, 'docs');
  return globSync('**/*.md', { cwd: docs, exclude: ['source/**'] }).sort();
}

/** What the project says of itself at the root of the repository: the README is for those who come from there. */
export function projectFiles(): readonly string[] {
  const there = globSync('*.md', { cwd: repository, exclude: ['README.md'] }).sort();
  const first = ['CHANGELOG.md', 'SECURITY.md', 'CONTRIBUTING.md', 'ARCHITECTURE.md'];
  return [...new Set([...first.filter((file) => there.includes(file)), ...there])];
}
