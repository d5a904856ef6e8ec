import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Section } from '../../support/section.ts';
import { fileDaemonRelease } from './release.ts';

/** Leaves a table for the page that run.ts writes when all tests have passed. */
export function record(section: Section): void {
  const folder = path.join(os.tmpdir(), 'sections', fileDaemonRelease());
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, `${section.order}.json`), JSON.stringify(section));
}

/** What the tests of one release of file daemons left, in the order of the page. */
export function recorded(folder: string, release: string): Section[] {
  const sections = path.join(folder, 'sections', release);
  return fs
    .readdirSync(sections)
    .map((name): Section => JSON.parse(fs.readFileSync(path.join(sections, name), 'utf8')))
    .sort((one, other) => one.order - other.order);
}
