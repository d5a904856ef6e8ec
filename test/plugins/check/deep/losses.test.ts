import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Examples, Tally } from '../../../../src/plugins/check/deep/losses.ts';

const at = (path: string | Buffer, start = '/srv') => ({ start, path });

describe('the lines', () => {
  it('are one for each kind, the most serious first, with examples and a remedy', () => {
    const tally = new Tally();
    tally.add('sockets', at('/srv/s'));
    for (const name of ['a', 'b', 'c', 'd', 'e']) tally.add('acls', at(`/srv/${name}`));
    tally.add('not-utf8', at(Buffer.from('/srv/caf\xe9', 'latin1')));
    expect(tally.lines()).toEqual([
      '1 name that is not UTF-8: "/srv/caf\\xe9"; a single one keeps every file of the backup out of the catalog, so that nothing is restored from it; rename them, or have run-before-backup pack their folder with tar, and list the archive in its place [not-utf8]',
      '5 files and folders with ACLs: "/srv/a", "/srv/b", "/srv/c" and 2 more; they come back without them, and their group gets what the mask allowed; put getfacl -R --absolute-names -- /srv > /var/backups/acls.txt into run-before-backup, list that file, and put setfacl --restore=/var/backups/acls.txt into run-after-restore [acls]',
      '1 socket: "/srv/s"; they are left out, which is right: their service makes them when it starts; do nothing [sockets]',
    ]);
    expect(tally.count('acls')).toBe(5);
    expect(tally.count('xattrs')).toBe(0);
    expect(new Tally().lines()).toEqual([]);
  });

  it('stay short, however long the names are', () => {
    const tally = new Tally();
    for (let number = 0; number < 10; number++) {
      tally.add('xattrs', at(`/${'x'.repeat(4000)}${number}`, `/${'y'.repeat(4000)}`));
    }
    const [line = ''] = tally.lines();
    expect(line.length).toBeLessThan(2000);
    expect(line).toMatch(/setfattr -h --restore=\S+ into run-after-restore \[xattrs\]$/);
  });
});

describe('the folders of a command', () => {
  const foldersOf = (...starts: readonly string[]) => {
    const examples = new Examples();
    for (const start of starts) examples.add(at('/x', start));
    return examples.folders;
  };

  it('are the listed paths, unless they are many', () => {
    expect(foldersOf('/srv', '/etc/a-b_c.d', '/srv')).toBe('/srv /etc/a-b_c.d');
    expect(foldersOf('/a', '/b', '/c', '/d', '/e')).toBe('FOLDER...');
  });

  it('are one word for a shell each, whatever they are called', () => {
    const name = fc.string({
      unit: fc.constantFrom('a', "'", '"', '$', '(', '`', ' ', '\n', '\\', ';'),
    });
    fc.assert(
      fc.property(name, (text) => {
        const printed = execFileSync('/bin/sh', ['-c', `printf %s ${foldersOf(`/${text}`)}`]);
        expect(printed.toString()).toBe(`/${text}`);
      }),
      { numRuns: 50 },
    );
  });
});
