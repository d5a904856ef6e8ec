import { describe, expect, it } from 'vitest';
import { type CharmFile, executableFile, plainFile } from '../../../charm/files/charm-file.ts';
import { faultsOf } from '../../../charm/files/check.ts';

/** The first 20 bytes of an executable for x86-64 (62) or aarch64 (183). */
function elf(machine: number): Buffer {
  const header = Buffer.alloc(64);
  header.write('\x7fELF', 'latin1');
  header.writeUInt16LE(machine, 18);
  return header;
}

const base = { name: 'ubuntu', channel: '24.04', architectures: ['amd64'] };
const dispatch = '#!/bin/sh\nexec ./backup-integrator\n';
const good = [
  executableFile('dispatch', Buffer.from(dispatch)),
  executableFile('backup-integrator', elf(62)),
  plainFile('metadata.yaml', 'name: x\nsummary: x\ndescription: x\nassumes: [juju >= 3.6]\n'),
  plainFile('config.yaml', 'options: {}\n'),
  plainFile('manifest.yaml', JSON.stringify({ bases: [base] })),
  plainFile('LICENSE', 'Apache'),
  plainFile('icon.svg', '<svg/>'),
  plainFile('sbom.cdx.json', '{}'),
];

/** The good charm with one file replaced. */
function withFile(file: CharmFile): CharmFile[] {
  return [...good.filter(({ path }) => path !== file.path), file];
}

const manifest = (bases: unknown) => plainFile('manifest.yaml', JSON.stringify({ bases }));

describe('faultsOf', () => {
  it('finds nothing in a charm that is right', () => {
    expect(faultsOf(good, 'amd64')).toEqual([]);
  });

  it.each(good.map(({ path }) => path))('misses %s', (path) => {
    const charm = good.filter((file) => file.path !== path);
    expect(faultsOf(charm, 'amd64')).toEqual([expect.stringContaining(path)]);
  });

  it.each([
    [
      'a dispatch without its exec bit',
      plainFile('dispatch', dispatch),
      'dispatch: has no exec bit',
    ],
    [
      'an executable without its exec bit',
      plainFile('backup-integrator', elf(62)),
      'backup-integrator: has no exec bit',
    ],
    [
      'an executable for another machine',
      executableFile('backup-integrator', elf(183)),
      'backup-integrator: is not for amd64',
    ],
    [
      'an executable for a newer Ubuntu',
      executableFile(
        'backup-integrator',
        Buffer.concat([elf(62), Buffer.from('GLIBC_2.4 GLIBC_2.38')]),
      ),
      'backup-integrator: needs glibc 2.38, but Ubuntu 22.04 has 2.35',
    ],
    [
      'a dispatch that starts nothing',
      executableFile('dispatch', Buffer.from('#!/bin/sh\ntrue\n')),
      'dispatch: its last line is no exec',
    ],
    [
      'a dispatch for another shell',
      executableFile('dispatch', Buffer.from('#!/bin/bash\nexec ./backup-integrator\n')),
      'dispatch: does not start with #!/bin/sh',
    ],
    [
      'a dispatch that starts what is not there',
      executableFile('dispatch', Buffer.from('#!/bin/sh\nexec ./node ./backup-integrator\n')),
      'dispatch: starts ./node, which is not there',
    ],
    ['a manifest without bases', manifest([]), 'manifest.yaml: bases'],
    [
      'a manifest for another machine',
      manifest([{ ...base, architectures: ['arm64'] }]),
      'manifest.yaml: bases.0.architectures.0',
    ],
    [
      'a release that YAML reads as a number',
      plainFile(
        'manifest.yaml',
        'bases:\n- {name: ubuntu, channel: 24.04, architectures: [amd64]}\n',
      ),
      'manifest.yaml: bases.0.channel',
    ],
    [
      'metadata for any Juju',
      plainFile('metadata.yaml', 'name: x\nsummary: x\ndescription: x\nassumes: []\n'),
      'metadata.yaml: assumes: does not ask for juju >= 3.6',
    ],
    [
      'an option that is there twice',
      plainFile('config.yaml', 'options:\n  a: {type: int}\n  a: {type: int}\n'),
      'config.yaml: Map keys must be unique',
    ],
  ])('finds %s', (_, file, fault) => {
    expect(faultsOf(withFile(file), 'amd64')).toEqual([expect.stringContaining(fault)]);
  });

  it('finds all of it at once', () => {
    expect(faultsOf([], 'amd64').length).toBeGreaterThan(4);
  });
});
