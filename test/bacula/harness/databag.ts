import { escapeJson } from '../../../src/core/juju/escape-json.ts';
import { scriptOptions } from '../../../src/core/spec/spec.ts';
import { readSettingsFile } from '../../../src/testing/hook-tools/settings-file.ts';
import type { ScriptOption } from './script-option.ts';

/** What the provider's charms make of the `backup` databag: the lines of the director's configuration. */
export interface ProviderSpec {
  readonly fileset: readonly string[];
  /** The command of each script; `noop` where the databag has none. */
  readonly commands: Readonly<Record<ScriptOption, string>>;
}

/** What bacula-fd's charm runs for a script that is not set. */
const noop = '/usr/bin/true';

/** The hook of bacula-fd's charm fails: its unit is in error, and bacula-server hears nothing of it. */
export class HookError extends Error {}

/**
 * Reads the databag as bacula-fd's charm does, and again as bacula-server's charm reads what that one passes on.
 *
 * @throws HookError
 * @throws Error where they refuse the databag, which leaves the provider without any backup to make
 */
export function readAsProvider(databag: Readonly<Record<string, string>>): ProviderSpec {
  const passedOn = passOn(splitFileset(databag['fileset'] ?? '').join(','));
  const command = (option: ScriptOption) => scriptPath(option, databag[option]);
  const [beforeBackup, afterBackup, beforeRestore, afterRestore] = scriptOptions;
  return {
    fileset: splitFileset(passedOn),
    commands: {
      [beforeBackup]: command(beforeBackup),
      [afterBackup]: command(afterBackup),
      [beforeRestore]: command(beforeRestore),
      [afterRestore]: command(afterRestore),
    },
  };
}

/** What comes out of `relation-set --file`, into which ops (3.4 and later) writes what Python's json.dumps makes of it. */
function passOn(fileset: string): string {
  const text = escapeJson(JSON.stringify({ fileset }), /[\u007f-\uffff]/g);
  try {
    return readSettingsFile(text)['fileset'] ?? '';
  } catch (error) {
    throw new HookError(`relation-set: ${error instanceof Error ? error.message : error}`);
  }
}

function splitFileset(text: string): string[] {
  const paths = text
    .split(',')
    .map(strip)
    .filter((path) => path !== '')
    .map(purePath);
  if (paths.length === 0) throw new Error('fileset cannot be empty');
  for (const path of paths) {
    if (path !== strip(path)) throw new Error('path cannot start or end with whitespaces');
    if (!path.startsWith('/')) throw new Error('all path in fileset must be absolute');
  }
  return paths;
}

function scriptPath(option: ScriptOption, path: string | undefined): string {
  if (path === undefined) return noop;
  if (!path.startsWith('/')) throw new Error(`${option} must be absolute`);
  return path;
}

/** The white space of Python's str.strip, which is not that of JavaScript's trim. */
const blank =
  '[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';
const blankEnds = new RegExp(`^${blank}+|${blank}+$`, 'g');

function strip(text: string): string {
  return text.replace(blankEnds, '');
}

/** How Python's pathlib spells a path: no empty or `.` segment, no trailing slash; `..` stays, and so do two leading slashes. */
function purePath(path: string): string {
  const root = /^\/\/(?!\/)/.test(path) ? '//' : path.startsWith('/') ? '/' : '';
  const segments = path.split('/').filter((segment) => segment !== '' && segment !== '.');
  return root + segments.join('/') || '.';
}
