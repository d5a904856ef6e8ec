import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Charm } from '../../src/core/charm.ts';
import { dispatch } from '../../src/core/dispatcher.ts';
import type { MaterializeFilesContext } from '../../src/core/hooks/hooks.ts';
import { filesOn } from '../support/deployment.ts';
import { one, zero } from '../support/units.ts';
import { deployed, filesetPlugin, said } from './trial/deployed.ts';
import { tiny } from './trial/tiny.ts';

const base = 'opt/backup-integrator-charm';
const folder = `/${base}/scripts/backup-integrator`;

/** Two files, of which `stays` is left behind once it was published. */
function keeper(seen: MaterializeFilesContext[] = []) {
  return tiny('keeper', {
    materialize(context) {
      const { folder, leaving, wasPublished } = context;
      if (leaving) seen.push(context);
      if (!leaving) folder.put('goes', 'x');
      if (!leaving || wasPublished) folder.put('stays', folder.last['stays'] ?? 'new');
    },
  });
}

async function published(seen: MaterializeFilesContext[] = []) {
  const deployment = await deployed([filesetPlugin, keeper(seen)]);
  await deployment.configure({ fileset: '/etc' });
  await deployment.integrate('fd');
  return { deployment, root: deployment.unit(zero).root };
}

const files = (root: string) => (existsSync(join(root, base)) ? readdirSync(join(root, base)) : []);

/** Runs the hook `remove` by itself, with nothing else around it. */
async function remove(root: string) {
  const lines: string[] = [];
  const charm = new Charm([filesetPlugin, keeper()]);
  const code = await dispatch(async () => ({ charm }), {
    environment: { JUJU_DISPATCH_PATH: 'hooks/remove', JUJU_UNIT_NAME: zero },
    runTool: ([tool]) => expect.fail(`${tool} was called`),
    root,
    warn: (line) => lines.push(line),
    sitePlugins: { command: ['never'], seconds: 1 },
  });
  return { code, lines };
}

describe('a unit that leaves', () => {
  it('takes all with it but what plugins put, and says what that is', async () => {
    const { deployment, root } = await published();
    expect(Object.keys(filesOn(deployment, zero)).sort()).toEqual(['goes', 'stays']);
    const results = await deployment.removeUnit(zero);
    expect(readdirSync(join(root, folder))).toEqual(['stays']);
    expect(readFileSync(join(root, folder, 'stays'), 'utf8')).toBe('new');
    expect(files(root)).toEqual(['scripts']);
    expect(said(results)).toEqual([`left in ${folder}, for a restore of what was saved: stays`]);
  });

  it('leaves nothing where nothing was ever published', async () => {
    const deployment = await deployed([filesetPlugin, keeper()]);
    await deployment.configure({ fileset: '/etc' });
    const { root } = deployment.unit(zero);
    expect(said(await deployment.removeUnit(zero))).toEqual([]);
    expect(files(root)).toEqual([]);
  });

  it('leaves nothing where it came after the last relation was gone', async () => {
    const { deployment } = await published();
    await deployment.removeRelation('backup:2');
    await deployment.addUnit();
    const { root } = deployment.unit(one);
    expect(said(await deployment.removeUnit(one))).toEqual([]);
    expect(files(root)).toEqual([]);
  });

  it('tells its plugins that it leaves, with an empty spec', async () => {
    const seen: MaterializeFilesContext[] = [];
    const { deployment } = await published(seen);
    await deployment.removeUnit(zero);
    expect(seen).toEqual([
      expect.objectContaining({
        spec: { fileset: [], scripts: {}, extensions: {} },
        scripts: [],
        leaving: true,
        wasPublished: true,
        isShared: false,
        unit: zero,
      }),
    ]);
    expect(seen[0]?.secret('secret:9m4e2mr0ui3e8a215n4g')).toEqual({ kind: 'missing' });
  });

  it('leaves the files to another unit of the application on its machine', async () => {
    const deployment = await deployed([filesetPlugin, keeper()]);
    const { machine } = deployment.unit(zero);
    await deployment.addUnit({ machine });
    await deployment.configure({ fileset: '/etc' });
    await deployment.integrate('fd');
    const { root } = deployment.unit(zero);
    expect(said(await deployment.removeUnit(zero))).toEqual([]);
    expect(Object.keys(filesOn(deployment, one)).sort()).toEqual(['goes', 'stays']);
    expect(readdirSync(join(root, base, 'state/backup-integrator'))).toEqual(['1.json']);
    expect(said(await deployment.removeUnit(one))).toHaveLength(1);
    expect(files(root)).toEqual(['scripts']);
  });

  it('is not held up by a plugin that fails: the log says what stays', async () => {
    const failing = tiny('failing', {
      materialize({ leaving }) {
        if (leaving) throw new Error('no\nluck');
      },
    });
    const deployment = await deployed([filesetPlugin, failing, keeper()]);
    await deployment.configure({ fileset: '/etc' });
    const { root } = deployment.unit(zero);
    const results = await deployment.removeUnit(zero);
    expect(results.map(({ code }) => code)).not.toContain(1);
    expect(said(results)).toEqual([
      'left behind: plugin failing failed in materializeFiles: no\\u{a}luck',
    ]);
    expect(files(root)).toEqual([]);
  });

  it('is not held up by what stands in the place of its state', async () => {
    const { deployment, root } = await published();
    const state = join(root, base, 'state/backup-integrator');
    rmSync(state, { recursive: true });
    mkdirSync(join(state, '0.json/deep'), { recursive: true });
    writeFileSync(join(state, '0.json/deep/file'), '');
    const results = await deployment.removeUnit(zero);
    expect(results.map(({ code }) => code)).not.toContain(1);
    // Without its memory nobody knows that nothing was published: what is for a restore stays.
    expect(files(root)).toEqual(['scripts']);
    expect(readdirSync(join(root, folder))).toEqual(['stays']);
  });

  it('leaves the same when a removal that was cut off goes on', async () => {
    const { root } = await published();
    for (const time of ['first', 'second']) {
      const { code, lines } = await remove(root);
      expect([time, code, lines]).toEqual([
        time,
        0,
        [expect.stringMatching(/^left in .*: stays$/)],
      ]);
      expect(files(root)).toEqual(['scripts']);
      expect(readdirSync(join(root, folder))).toEqual(['stays']);
    }
  });

  it('takes the folders with it that a removal before it has left empty', async () => {
    const { root } = await published();
    rmSync(join(root, base), { recursive: true });
    for (const empty of ['state/backup-integrator', 'scripts/backup-integrator']) {
      mkdirSync(join(root, base, empty), { recursive: true });
    }
    expect(await remove(root)).toEqual({ code: 0, lines: [] });
    expect(files(root)).toEqual([]);
  });

  it('is not held up by a file in the place of the charm’s folder, which stays', async () => {
    const { root } = await published();
    rmSync(join(root, base), { recursive: true });
    writeFileSync(join(root, base), 'mine');
    expect(await remove(root)).toEqual({
      code: 0,
      lines: [
        "left behind: /opt/backup-integrator-charm can't be removed: something that is no folder is in its place (ENOTDIR); move that away",
      ],
    });
    expect(readFileSync(join(root, base), 'utf8')).toBe('mine');
  });

  it.skipIf(process.geteuid?.() !== 0)(
    'leaves the files alone where nobody can tell who else needs them, and says so',
    async () => {
      const { root } = await published();
      const state = join(root, base, 'state');
      renameSync(join(state, 'backup-integrator'), join(state, 'kept'));
      execFileSync('mount', ['--bind', join(state, 'kept'), state]);
      try {
        const { code, lines } = await remove(root);
        expect(code).toBe(0);
        expect(lines).toContainEqual(
          `left behind: ${folder} stays as it is, as nobody can tell who needs it; remove it by hand`,
        );
        expect(readdirSync(join(root, folder)).sort()).toEqual(['goes', 'stays']);
      } finally {
        execFileSync('umount', [state]);
      }
    },
  );

  it('calls no hook tool: Juju has few left for it', async () => {
    const { deployment } = await published();
    const results = await deployment.removeUnit(zero);
    expect(results.find(({ event }) => event === 'remove')?.calls).toEqual([]);
  });
});
