import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UnitDisk } from '../../../src/core/unit/disk/unit-disk.ts';
import {
  mostOfMetricsFile,
  obstacleTo,
  readMetricsFile,
} from '../../../src/plugins/metrics/metrics-file.ts';
import { anyCharacter } from '../../support/any-character.ts';
import { type Node, world } from '../../support/world.ts';

const usual = '/var/lib/prometheus/node-exporter/backup.prom';

describe('the option', () => {
  it.each(['', ' ', '\n\t'])('names no file where it is %j', (text) => {
    expect(readMetricsFile(text)).toEqual({ kind: 'none' });
  });

  it.each([usual, '/b.prom', '/a b/é.prom', '/process/b.prom', '/opt/b.prom'])(
    'names %s',
    (text) => {
      expect(readMetricsFile(`${text}\n`)).toEqual({ kind: 'file', path: text });
    },
  );

  it.each([
    ['b.prom', 'is not an absolute path'],
    ['~/b.prom', 'is not an absolute path'],
    ['/a\nb.prom', "has a character that can't be seen"],
    ['/a\0b.prom', "has a character that can't be seen"],
    ['/a\u202eb.prom', "has a character that can't be seen"],
    ['/a/../b.prom', 'has //, . or .. in it'],
    ['/a/./b.prom', 'has //, . or .. in it'],
    ['/a//b.prom', 'has //, . or .. in it'],
    ['/a/b', 'is not the name of a file in .prom'],
    ['/a/b.prom/', 'is not the name of a file in .prom'],
    ['/a/.prom', 'is not the name of a file in .prom'],
    ['/proc/b.prom', 'is in /proc'],
    ['/sys/a/b.prom', 'is in /sys'],
    ['/dev/shm/b.prom', 'is in /dev'],
    ['/opt/backup-integrator-charm/b.prom', 'is in /opt/backup-integrator-charm'],
  ])('is refused as %j', (value, wrong) => {
    expect(readMetricsFile(value)).toEqual({ kind: 'invalid', value, wrong });
  });

  it('has limits for the path and the name', () => {
    const of = (path: string) => readMetricsFile(path).kind;
    expect(of(`/${'é'.repeat(97)}x.prom`)).toBe('file');
    expect(readMetricsFile(`/${'x'.repeat(196)}.prom`)).toMatchObject({
      wrong: 'has a name of 201 bytes, which may have 200',
    });
    const long = (bytes: number) => `${'/xx'.repeat((bytes - 7) / 3)}/b.prom`;
    expect(Buffer.byteLength(long(4093))).toBeLessThanOrEqual(mostOfMetricsFile.path);
    expect(of(long(4093))).toBe('file');
    expect(readMetricsFile(`/x${long(4096)}`)).toMatchObject({
      value: expect.stringMatching(/^.{4095}$/),
      wrong: expect.stringMatching(/^has \d+ bytes, and may have 4095$/),
    });
  });

  it('is a plain path, or none at all, whatever it is', () => {
    const part = fc.oneof(
      fc.constantFrom('..', '.', '', 'proc', 'dev', 'b.prom', '.prom'),
      fc.string({ unit: anyCharacter, maxLength: 300, size: 'max' }),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), fc.boolean(), (parts, ends) => {
        const file = readMetricsFile(`/${parts.join('/')}${ends ? '.prom' : ''}`);
        if (file.kind !== 'file') return;
        const names = file.path.split('/').slice(1);
        expect(names.filter((name) => ['', '.', '..'].includes(name))).toEqual([]);
        expect(file.path).not.toMatch(/\p{Cc}/u);
        expect(Buffer.byteLength(names.at(-1) ?? '')).toBeLessThanOrEqual(mostOfMetricsFile.name);
        expect(['proc', 'sys', 'dev']).not.toContain(names.length > 1 ? names[0] : '');
      }),
    );
  });
});

describe('what keeps the charm from the folder', () => {
  const found = (nodes: Readonly<Record<string, Node>>, file = usual) =>
    obstacleTo(file, new UnitDisk(world(nodes)));

  it('is nothing where each part of the path is a folder', () => {
    expect(found({ '/var/lib/prometheus/node-exporter': 'folder' })).toBeUndefined();
    expect(found({}, '/b.prom')).toBeUndefined();
  });

  it('is the first part that is missing, or no folder', () => {
    expect(found({ '/var/lib': 'folder' })).toEqual({
      kind: 'other',
      folder: '/var/lib/prometheus',
      wrong: 'is not there',
    });
    expect(found({ '/var/lib': 'file' })).toEqual({
      kind: 'other',
      folder: '/var/lib',
      wrong: 'is no folder',
    });
  });

  it.each(['/var', '/var/lib/prometheus', '/var/lib/prometheus/node-exporter'])(
    'is a link at %s',
    (folder) => {
      const rest = '/var/lib/prometheus/node-exporter'.slice(folder.length);
      const nodes = { [`/real${rest}`]: 'folder', [folder]: { link: '/real' } } as const;
      expect(found(nodes)).toEqual({ kind: 'link', folder, wrong: 'is a symbolic link' });
    },
  );

  it('is a mount that does not answer', () => {
    const root = world(
      { '/var/lib/prometheus': 'folder' },
      '20 1 0:5 / /var/lib rw - nfs4 none rw\n',
    );
    expect(obstacleTo(usual, new UnitDisk(root, () => false))).toEqual({
      kind: 'other',
      folder: '/var/lib',
      wrong: "can't be looked at (does not answer)",
    });
  });
});
