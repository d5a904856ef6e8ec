import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A new folder. All of them go with the run: run.ts sets TMPDIR to a folder of its own. */
export function temporaryFolder(name: string): string {
  return fs.mkdtempSync(path.join(os.tmpdir(), `${name}-`));
}
