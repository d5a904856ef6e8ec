import fs from 'node:fs';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { lay, model, statuses } from '../support/deployment.ts';
import { published, zero } from '../support/units.ts';

const words: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  ESTALE: 'stale file handle',
  EIO: 'i/o error',
  ELOOP: 'too many symbolic links encountered',
  ENAMETOOLONG: 'name too long',
  ENOTCONN: 'transport endpoint is not connected',
};

const calls = [
  'lstatSync',
  'statSync',
  'readdirSync',
  'realpathSync',
  'readlinkSync',
  'readFileSync',
] as const;

/** Every look at a path that ends so fails. */
function failOn(end: string, code: string): void {
  for (const call of calls) {
    const real = fs[call];
    const spy = vi.spyOn(fs, call);
    Reflect.apply(spy.mockImplementation, spy, [
      (...args: unknown[]) => {
        if (String(args[0]).endsWith(end)) {
          const message = `${code}: ${words[code]}, ${call} '${args[0]}'`;
          throw Object.assign(new Error(message), { code });
        }
        return Reflect.apply(real, fs, args);
      },
    ]);
    onTestFinished(() => spy.mockRestore());
  }
}

/** Everything that looks at a disk, on one path and on a glob that finds it. */
const config = {
  fileset: '/home/alice/remote,/home/*/remote,/home/bob',
  'run-before-backup': '#!/home/alice/remote\n',
  plugins: [
    '- paths-exist',
    '- protected-paths: {deny: [/root]}',
    '- script-syntax',
    '- size-budget: {files: 100}',
  ].join('\n'),
};

describe.each(Object.keys(words))('where every look at a path fails with %s', (code) => {
  it('no plugin fails, the config is published, and the path is shown with the reason', async () => {
    const deployment = model();
    await deployment.deploy();
    lay(deployment, '/home/alice/remote/', '/home/bob/');
    await deployment.integrate('bacula-fd');
    failOn('/alice/remote', code);
    await deployment.configure(config);
    expect(deployment.log.map(({ message }) => message).join('\n')).not.toContain('plugin/failed');
    expect(published(deployment)).toEqual(['/home/alice/remote', '/home/bob']);
    expect(statuses(deployment)[zero]).toMatch(/^active: /);
    const said = deployment.log.filter(({ message }) =>
      message.includes('fileset/unreadable-path'),
    );
    expect(said[0]?.message).toContain(`"/home/alice/remote" can't be read (${words[code]})`);
  });
});
