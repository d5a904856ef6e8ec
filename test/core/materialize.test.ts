import { describe, expect, it } from 'vitest';
import { Charm } from '../../src/core/charm.ts';
import type { MaterializeFilesContext } from '../../src/core/hooks/hooks.ts';
import type { Plugin } from '../../src/core/hooks/plugin.ts';
import { Config } from '../../src/core/juju/config.ts';
import { filesOf } from '../../src/core/materialize.ts';
import { emptySpec } from '../../src/core/spec/spec.ts';
import { UnitDisk } from '../../src/core/unit/disk/unit-disk.ts';
import { ManagedBase } from '../../src/core/unit/files/managed-base.ts';
import { ManagedFolder } from '../../src/core/unit/files/managed-folder.ts';
import { OutsideFiles } from '../../src/core/unit/files/outside-files.ts';
import { RunRecords } from '../../src/core/unit/files/run-records.ts';
import type { Memory } from '../../src/core/unit/files/unit-state.ts';
import { tiny } from './trial/tiny.ts';

const situation = {
  config: new Config(new Map()),
  spec: { ...emptySpec, fileset: ['/etc'] },
  scripts: [],
  leaving: false,
  isConfirmed: true,
  wasPublished: true,
  isShared: false,
  unit: 'app/0',
  base: new ManagedBase('/nowhere'),
  outside: new OutsideFiles('/nowhere', new UnitDisk('/nowhere'), () => {}),
  runs: new RunRecords('/nowhere', 'app'),
  tell: () => {},
  secret: () => expect.fail('a secret was read'),
  now: 5,
};
const empty = (): Memory => ({ wasPublished: false, logged: [], files: {}, notes: {} });

function files(plugins: readonly Plugin[], memory = empty()) {
  const failures: string[] = [];
  const folder = new ManagedFolder('/nowhere', 'app');
  const put = filesOf(new Charm(plugins), situation, folder, memory, ({ message }) =>
    failures.push(message),
  );
  return put.then(({ files, isRecorded }) => ({ files, isRecorded, failures, memory }));
}

const doing = (name: string, materialize: (context: MaterializeFilesContext) => void) =>
  tiny(name, { materialize });

describe('recordRuns', () => {
  it('is a wish that any plugin may have', async () => {
    const plain = doing('a', () => {});
    expect(await files([plain])).toMatchObject({ isRecorded: false });
    const recording = doing('b', ({ folder }) => folder.recordRuns());
    expect(await files([plain, recording])).toMatchObject({ isRecorded: true });
  });
});

describe('put', () => {
  it('takes the files of all plugins, the last content of each', async () => {
    const { files: put } = await files([
      doing('a', ({ folder }) => {
        folder.put('one', '1');
        folder.put('one', '2');
      }),
      doing('b', ({ folder }) => folder.put('two', '')),
    ]);
    expect(put).toEqual({ one: '2', two: '' });
  });

  it.each(['a', 'run-before-backup', 'A_9.sh', '-x', '__proto__', 'x'.repeat(100)])(
    'takes the name %s',
    async (name) => {
      const { files: put, failures } = await files([
        doing('a', ({ folder }) => folder.put(name, 'x')),
      ]);
      expect([Object.keys(put), failures]).toEqual([[name], []]);
    },
  );

  it.each([
    '',
    '.',
    '..',
    '.hidden',
    '../../escaped',
    'a/b',
    '/a',
    'ü',
    'a b',
    'a\n',
    'a\0',
    'x'.repeat(101),
  ])('refuses the name %j, and names the plugin', async (name) => {
    const { files: put, failures } = await files([
      doing('a', ({ folder }) => folder.put(name, 'x')),
    ]);
    expect(put).toEqual({});
    expect(failures).toEqual([
      `plugin a failed in materializeFiles: put: ${JSON.stringify(name)} is no name for a file in /opt/backup-integrator-charm/scripts/app`,
    ]);
  });

  it('refuses a name that another plugin has put, and names both', async () => {
    const put = (name: string) => doing(name, ({ folder }) => folder.put('one', name));
    const result = await files([put('a'), put('b')]);
    expect(result.files).toEqual({ one: 'a' });
    expect(result.failures).toEqual([
      'plugin b failed in materializeFiles: put: a puts one too: one of them needs another name',
    ]);
  });

  it('is refused after the turn of the plugin', async () => {
    const late = doing('a', ({ folder }) => {
      Promise.resolve().then(() => folder.put('one', '1'));
    });
    expect(await files([late])).toMatchObject({
      files: {},
      failures: [
        'plugin a failed in materializeFiles: it called put after its turn: await what it starts',
      ],
    });
  });
});

describe('what a plugin is given', () => {
  it('is where its files will be, which there were last, and what the unit knows', async () => {
    const seen: MaterializeFilesContext[] = [];
    const memory = { ...empty(), files: { one: '1' } };
    await files([doing('a', (context) => void seen.push(context))], memory);
    expect(seen).toEqual([expect.objectContaining(situation)]);
    expect(seen[0]?.folder.path).toBe('/opt/backup-integrator-charm/scripts/app');
    expect(seen[0]?.folder.last).toEqual({ one: '1' });
    expect(seen[0]?.folder.last).not.toBe(memory.files);
  });

  it('does not let it change what was put last', async () => {
    const memory = { ...empty(), files: { one: '1' } };
    const vandal = doing('a', ({ folder }) => void Object.assign(folder.last, { one: '2' }));
    const { failures } = await files([vandal], memory);
    expect(failures).toEqual([expect.stringContaining('plugin a failed in materializeFiles')]);
    expect(memory.files).toEqual({ one: '1' });
  });
});

describe('a note', () => {
  it('is kept for each plugin by itself', async () => {
    const keeper = (name: string) =>
      doing(name, ({ note }) => note.write(`${note.read() ?? 'nothing'}, ${name}`));
    const { memory } = await files([keeper('a'), keeper('b')]);
    expect(memory.notes).toEqual({ a: 'nothing, a', b: 'nothing, b' });
    await files([keeper('a')], memory);
    expect(memory.notes).toEqual({ a: 'nothing, a, a', b: 'nothing, b' });
  });

  it('is refused after the turn of the plugin', async () => {
    const late = doing('a', ({ note }) => {
      Promise.resolve().then(() => note.write('late'));
    });
    const { memory, failures } = await files([late]);
    expect(memory.notes).toEqual({});
    expect(failures).toEqual([expect.stringContaining('it called note.write after its turn')]);
  });
});
