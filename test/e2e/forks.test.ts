import { spawnSync } from 'node:child_process';
import { globSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unzipCharm } from '../../charm/files/archive.ts';
import { replaceFolder } from '../../charm/files/folder.ts';
import { ownArchitecture } from '../../charm/project/charmcraft.ts';
import { asProcesses, describeCharm } from '../../src/testing/index.ts';
import { examples, trialOf } from '../examples/forks/trials.ts';
import { testsOfTheBuiltCharm } from '../suites.ts';
import { dependents } from '../support/dependents.ts';
import { lay, model } from '../support/deployment.ts';
import { forkOf, metadataOf, newFolder, runIn } from '../support/fork.ts';

/** What sees the fork's list or metadata, but for the tests of forks, which make forks themselves. */
const ofTheComposition = dependents().filter(
  (file) => !/^test\/(e2e|bacula|site|examples\/forks)/.test(file),
);
const ofTheBuiltCharm = new Set(globSync(testsOfTheBuiltCharm));
const long = ofTheComposition.filter((file) => ofTheBuiltCharm.has(file));

/**
 * The one that differs most, with options, plugins, a format and a script of its own: it is packed, and passes all of
 * `npm test`. What the standard composition does is the same in each fork, so that the others run the tests that see their
 * own, as all do with those of the built charm.
 */
const whole = 'retention';

const inOneRun =
  'npm run build:standard && npx vitest run --config vitest.coverage.config.ts --coverage.enabled=false';

const commandsOf = (example: string) =>
  example === whole
    ? ['npm test', `npm run test:charm -- ${long.join(' ')}`]
    : [`${inOneRun} ${ofTheComposition.join(' ')}`];

describe.each(examples)('the fork %s', (example) => {
  const fork = newFolder();
  const charmDir = join(fork, 'build/charm');

  beforeAll(async () => {
    forkOf(example, fork);
    runIn(fork, 'docs/generate/generate.ts');
    if (example !== whole) return runIn(fork, 'charm/build.ts');
    runIn(fork, 'charm/pack.ts', '--arch', ownArchitecture);
    const [file = ''] = readdirSync(join(fork, 'dist')).filter((name) => name.endsWith('.charm'));
    replaceFolder(charmDir, await unzipCharm(readFileSync(join(fork, 'dist', file))));
  });
  afterAll(() => rmSync(fork, { recursive: true, force: true }));

  it('runs', async () => {
    const juju = model(asProcesses({ charmDir }), '3.6', metadataOf(example));
    const hooks = await juju.deploy(2);
    lay(juju, '/srv/a');
    hooks.push(...(await juju.configure({ fileset: '/srv/a' })));
    hooks.push(...(await juju.integrate('bacula-fd')));
    expect(hooks.filter(({ isCommitted }) => !isCommitted)).toEqual([]);
    const [id = ''] = juju.relationIds();
    // Without a manifest there is nothing to save.
    const published = example === 'fileset-from-manifest' ? undefined : '/srv/a';
    expect(juju.databag(id)['fileset']).toBe(published);
  });

  describeCharm({ describe, it }, { charmDir }, trialOf(example));

  it('passes its tests, with its list, its metadata and its pages changed, and nothing else', () => {
    for (const command of commandsOf(example)) {
      const { status, stdout, stderr } = spawnSync(command, {
        shell: true,
        cwd: fork,
        encoding: 'utf8',
        env: asFromAShell(),
      });
      expect(status, `${stdout}\n${stderr}`).toBe(0);
      expect(stdout).toMatch(/Tests .* passed/);
    }
  });
});

/** Without what this run of the tests has set for itself. */
function asFromAShell(): NodeJS.ProcessEnv {
  const own = /^(VITEST|TEST|NODE_ENV|CHARM_DIR|npm_)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name)));
}
