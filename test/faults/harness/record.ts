import fs from 'node:fs';
import path from 'node:path';
import type { Section } from '../../support/section.ts';

/** The folder that run.ts looks into when all tests have passed. */
export const sectionsVariable = 'FAULTS_SECTIONS';

/** Leaves a table for the page. */
export function record(section: Section): void {
  const folder = process.env[sectionsVariable];
  if (folder === undefined) throw new Error(`${sectionsVariable} is not set: npm run test:faults`);
  fs.writeFileSync(path.join(folder, `${section.order}.json`), JSON.stringify(section));
}

/** What the tests have left, in the order of the page. */
export function recorded(folder: string): Section[] {
  return fs
    .readdirSync(folder)
    .map((name): Section => JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8')))
    .sort((one, other) => one.order - other.order);
}
