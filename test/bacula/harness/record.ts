import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Section } from './proof-page.ts';

/** Leaves a table for the page that run.ts writes when all tests have passed. */
export function record(section: Section): void {
  const file = path.join(os.tmpdir(), `${section.order}.section.json`);
  fs.writeFileSync(file, JSON.stringify(section));
}
