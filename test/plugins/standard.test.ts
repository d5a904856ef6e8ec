import { globSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Charm } from '../../src/core/charm.ts';
import { PluginOptions } from '../../src/core/validators/plugin-options.ts';
import { bundledValidators, standard } from '../../src/plugins/standard.ts';
import { check } from '../support/check.ts';
import { world } from '../support/world.ts';

const plugins = join(import.meta.dirname, '../../src/plugins');
const validators = await Promise.all(
  Object.entries(bundledValidators).map(async ([name, load]) => {
    const make = await load();
    return [name, make(new PluginOptions({ name, line: 1 }, {}))] as const;
  }),
);

/** The codes of all kinds of problem in the problems.ts of plugins, as often as they occur. */
async function codes(): Promise<string[]> {
  const files = globSync('**/problems.ts', { cwd: plugins });
  const kinds = await Promise.all(
    files.map(async (file): Promise<unknown[]> => Object.values(await import(join(plugins, file)))),
  );
  return kinds
    .flat()
    .flatMap((kind) => (typeof kind === 'function' && 'code' in kind ? String(kind.code) : []));
}

describe('the standard list', () => {
  it('reads the fileset, the four script options and how scripts run', () => {
    expect(new Charm(standard()).options).toEqual([
      'clean-up-on-failure',
      'expect-backup-every',
      'fileset',
      'metrics-file',
      'run-after-backup',
      'run-after-restore',
      'run-before-backup',
      'run-before-restore',
      'script-environment',
      'script-timeout',
    ]);
  });

  it('names with its validators every kind of problem that their problems.ts have, each code once', async () => {
    const listed = new Charm(standard()).problems.map(({ code }) => code);
    const judged = validators.flatMap(([, { problems = [] }]) => problems.map(({ code }) => code));
    expect([...listed, ...judged].toSorted()).toEqual((await codes()).toSorted());
  });

  it('expands globs before it looks at the disk, and checks what the format carries last', async () => {
    const root = world({ '/srv/a b': 'file', '/srv/l': { link: 'gone' } });
    const { problems } = await check(standard(), { fileset: '/none,/srv/*' }, root);
    expect(problems.map(({ plugin, line, value }) => `${plugin} ${line} ${value}`)).toEqual([
      'missing-paths 1 /none',
      'symbolic-links 1 /srv/*',
      'relation-publisher 1 /srv/*',
    ]);
  });
});

describe('each bundled validator', () => {
  it.each(validators)('%s has the name under which config turns it on', (name, validator) => {
    expect(validator.name).toBe(name);
  });
});
