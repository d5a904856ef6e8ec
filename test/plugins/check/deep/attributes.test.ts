import { chmodSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AttributeReader } from '../../../../src/plugins/check/deep/attributes.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { attributed } from './attributed.ts';

type Program = readonly [program?: string | undefined, machine?: string];

/** What a reader finds of some files, as `<file>: <attribute>`, and why it is not all. */
async function found(files: readonly (string | Buffer)[], seconds = 30, of: Program = []) {
  const lines: string[] = [];
  const reader = new AttributeReader<{ readonly file: string | Buffer }>(
    seconds,
    ({ file }, attribute) => lines.push(`${file.toString('latin1')}: ${attribute}`),
    ...of,
  );
  for (let start = 0; start < files.length; start += 256) {
    await reader.ask(files.slice(start, start + 256).map((file) => ({ file })));
  }
  return { failure: await reader.end(), lines };
}

/** An executable script. */
function program(text: string): string {
  const file = join(temporaryFolder(), 'program');
  writeFileSync(file, `#!/bin/sh\n${text}\n`);
  chmodSync(file, 0o755);
  return file;
}

describe.runIf(process.platform === 'linux')('the attributes of files', () => {
  it('are told by kind, and nothing of a file that has none or is gone, or of what a link leads to', async () => {
    const folder = temporaryFolder();
    const at = (name: string) => join(folder, name);
    attributed(at('x'), { 'user.note': 'x' });
    attributed(at('both'), { 'user.a': '1', 'user.b': '2', 'security.capability': 'net_raw' });
    attributed(at('acl'), { 'system.posix_acl_access': 'acl' });
    writeFileSync(at('plain'), '');
    symlinkSync('x', at('link'));
    const files = ['plain', 'link', 'x', 'both', 'none', 'acl', 'plain/below'].map(at);
    const { failure, lines } = await found(files);
    expect(failure).toBeUndefined();
    expect(lines).toEqual([
      `${at('x')}: xattrs`,
      `${at('both')}: xattrs`,
      `${at('both')}: capabilities`,
      `${at('acl')}: acls`,
    ]);
  });

  it('are told of names that are not UTF-8, or have line breaks', async () => {
    const folder = temporaryFolder();
    const odd = Buffer.concat([Buffer.from(`${folder}/\n`), Buffer.from([0xff])]);
    attributed(odd, { 'user.note': 'x' });
    expect((await found([odd])).lines).toEqual([`${odd.toString('latin1')}: xattrs`]);
  });

  it('are told of very many, with one child process', async () => {
    const folder = temporaryFolder();
    const last = join(folder, 'last');
    attributed(last, { 'user.note': 'x' });
    writeFileSync(join(folder, 'plain'), '');
    const many = Array.from({ length: 50_000 }, () => join(folder, 'plain'));
    const { failure, lines } = await found([...many, last, ...many]);
    expect(failure).toBeUndefined();
    expect(lines).toEqual([`${last}: xattrs`]);
  });

  it('are told to be unlisted where the system refuses', async () => {
    expect((await found([`/${'x'.repeat(300)}`])).lines).toEqual([
      expect.stringMatching(/: unlisted$/),
    ]);
  });
});

describe.runIf(process.platform === 'linux')('that not all is known', () => {
  it.each<[string, () => Program, string]>([
    ['without Perl', () => ['/nowhere/perl'], "/nowhere/perl can't be run: "],
    ['when it fails', () => [program('exit 7')], 'ended with exit code 7'],
    ['when it is killed', () => [program('kill -9 $$')], 'ended with SIGKILL'],
    ['when it says nothing', () => [program('cat >/dev/null')], 'gave no answer for 3 of them'],
  ])('is said %s', async (_, of, failure) => {
    const outcome = await found(['/', '/etc', '/srv'], 30, of());
    expect(outcome.failure).toContain(failure);
    expect(outcome.lines).toEqual([]);
  });

  it('is said when it is late, whether it can be ended or not', async () => {
    const sleeping = program('trap "" TERM; while :; do sleep 0.1; done');
    const many = Array.from({ length: 20_000 }, () => '/etc/a/long/path/that/fills/the/pipe');
    expect((await found(many, 0.2, [sleeping])).failure).toBe(
      `${sleeping} took longer than 0.2 seconds`,
    );
  });

  it('is said on a machine whose system calls are not known', async () => {
    expect(await found(['/etc'], 30, [undefined, 'riscv64'])).toEqual({
      failure: 'it is not known how this machine (riscv64) tells them',
      lines: [],
    });
  });
});
