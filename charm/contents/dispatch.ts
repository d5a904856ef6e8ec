import fs from 'node:fs';
import path from 'node:path';
import { observedEvents } from '../../src/core/juju/event.ts';
import { type CharmFile, executableFile } from '../files/charm-file.ts';

/**
 * What Juju starts.
 *
 * @param program - the command that it starts for an event that the charm observes, from the charm's folder
 * @param settings - environment variables for the program's runtime
 */
export function dispatchFile(
  program: string,
  settings: Readonly<Record<string, string>> = {},
): CharmFile {
  const source = fs.readFileSync(path.join(import.meta.dirname, '../dispatch'), 'utf8');
  const exports = Object.entries(settings).map(([name, value]) => `export ${name}=${value}\n`);
  const text = source
    .replace('@observed@', ['actions/*', ...observedEvents].join(' | '))
    .replace('@settings@', exports.join(''))
    .replace('@program@', program);
  return executableFile('dispatch', Buffer.from(text));
}
