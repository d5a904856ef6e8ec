import { expect, it } from 'vitest';
import { encodeDatabag } from '../../src/core/juju/databag.ts';
import { HookTools } from '../../src/core/juju/hook-tools.ts';
import { parseArguments } from '../../src/testing/hook-tools/arguments.ts';
import { readSettingsFile } from '../../src/testing/hook-tools/settings-file.ts';
import { directorConfiguration } from '../bacula/harness/configuration.ts';
import { HookError, readAsProvider } from '../bacula/harness/databag.ts';
import { model } from '../support/deployment.ts';
import { attempts, unprintable } from './harness/attempts.ts';

it('makes enough attempts', () => {
  expect(new Set(attempts).size).toBeGreaterThanOrEqual(300);
});

it('YAML: Juju reads back the value and nothing else, or is given nothing', () => {
  for (const attempt of attempts) {
    const databag = { before: 'x', fileset: attempt, after: attempt };
    if (attempt.isWellFormed()) expect(readSettingsFile(encodeDatabag(databag))).toEqual(databag);
    else expect(() => encodeDatabag(databag)).toThrow('lone surrogate');
  }
});

/** Tries each as the fileset of one application. */
async function asFilesets(
  look: (databag: Readonly<Record<string, string>>, attempt: string) => void,
): Promise<number> {
  const deployment = model();
  await deployment.deploy();
  await deployment.integrate('bacula-fd');
  const [id = ''] = deployment.relationIds();
  let published = 0;
  for (const attempt of attempts) {
    deployment.seedDatabag(id, {});
    await deployment.configure({ fileset: attempt });
    const databag = deployment.databag(id);
    look(databag, attempt);
    if (Object.keys(databag).length > 0) published++;
  }
  return published;
}

it('databag: the provider saves what an entry names, and nothing else', async () => {
  const published = await asFilesets((databag, attempt) => {
    if (Object.keys(databag).length === 0) return;
    expect(Object.keys(databag)).toEqual(['fileset']);
    const entries = attempt
      .split(/[,\n\r]/)
      .map((entry) => entry.replace(/^[ \t]+|[ \t]+$/g, '').replace(/(?!^)\/+$/, ''));
    const paths = asRead(databag);
    for (const path of paths) {
      expect(entries, JSON.stringify(attempt)).toContain(path);
      expect(path).not.toMatch(meant);
    }
  });
  expect(published).toBeGreaterThan(30);
});

it('director configuration: each path is one word in one line, and all else stays as it is', async () => {
  const places = {
    director: { port: 1, folder: '/d' },
    storage: { port: 2, folder: '/s', volumes: '/v' },
    lanes: 1,
  };
  const catalog = { directives: 'x', environment: {}, stop: async () => {} };
  const textFor = (fileset: readonly string[]) =>
    directorConfiguration(places, catalog, new Map(), [
      {
        name: 'a',
        client: 'a',
        lane: 0,
        spec: { fileset, commands: noCommands },
      },
    ]);
  await asFilesets((databag) => {
    if (Object.keys(databag).length === 0) return;
    const paths = asRead(databag);
    const lines = textFor(paths).split('\n');
    const harmless = textFor(paths.map(() => '/harmless')).split('\n');
    expect(lines).toHaveLength(harmless.length);
    const changed = lines.filter((line, at) => line !== harmless[at]);
    expect(changed).toEqual(paths.map((path) => `    File = ${path}`));
    for (const line of changed) expect(line.slice(11)).not.toMatch(meant);
  });
});

/** What Bacula's reader gives a meaning to, in a word without quotes. */
const meant = /[\0- #{},;="\\]/;

const noop = '/usr/bin/true';
const noCommands = {
  'run-before-backup': noop,
  'run-after-backup': noop,
  'run-before-restore': noop,
  'run-after-restore': noop,
};

/** A character beyond U+FFFF stops the provider's hook. */
function asRead(databag: Readonly<Record<string, string>>): readonly string[] {
  try {
    return readAsProvider(databag).fileset;
  } catch (error) {
    if (error instanceof HookError) return [];
    throw error;
  }
}

it('argv: a value is one argument, and never a flag', () => {
  const calls: (readonly string[])[] = [];
  const tools = new HookTools((argv) => {
    calls.push(argv);
    return { code: 0, stdout: '', stderr: '' };
  });
  for (const attempt of attempts) {
    calls.length = 0;
    tools.statusSet({ status: 'blocked', message: attempt });
    tools.jujuLog('INFO', attempt);
    tools.actionFail(attempt);
    tools.actionLog(attempt);
    tools.actionSet({ problems: attempt });
    const read = calls.map(
      ([tool = '', ...args]) => [tool, parseArguments(args, { 'log-level': 'value' })] as const,
    );
    const kinds = read.map(([tool, { values, switches, positional }]) => [
      tool,
      [...values.keys(), ...switches],
      positional.length,
    ]);
    expect(kinds).toEqual([
      ['status-set', [], 2],
      ['juju-log', ['log-level'], 1],
      ['action-fail', [], 1],
      ['action-log', [], 1],
      ['action-set', [], 1],
    ]);
    const told = read.flatMap(([, { positional }]) => positional);
    for (const text of told) expect(text).not.toMatch(unprintable);
  }
});
