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

const remote = '/home/alice/remote';

/** Every look at the path, or at what is below it, fails. */
function failOn(code: string): void {
  for (const call of calls) {
    const real = fs[call];
    const spy = vi.spyOn(fs, call);
    Reflect.apply(spy.mockImplementation, spy, [
      (...args: unknown[]) => {
        if (`${args[0]}/`.includes(`${remote}/`)) {
          const message = `${code}: ${words[code]}, ${call} '${args[0]}'`;
          throw Object.assign(new Error(message), { code });
        }
        return Reflect.apply(real, fs, args);
      },
    ]);
    onTestFinished(() => spy.mockRestore());
  }
}

/** Every bundled validator that looks at a disk, and one that does not. */
const plugins = [
  '- paths-exist',
  '- protected-paths: {deny: [/root]}',
  '- script-syntax',
  '- size-budget: {files: 100}',
].join('\n');

/** A glob into a link in a circle, which anybody can make, finds nothing in it, and that is no news. */
const isNoNews = (code: string, warning: string) =>
  code === 'ELOOP' && warning === 'fileset/unreadable-folder';

/** How a config meets the path: what is published, and the codes of the warnings. */
const listings: readonly (readonly [
  config: Readonly<Record<string, string>>,
  published: readonly string[],
  codes: readonly string[],
])[] = [
  [{ fileset: '/home' }, ['/home'], ['size-budget/cut-short']],
  [
    { fileset: `${remote},/home/bob` },
    [remote, '/home/bob'],
    ['fileset/unreadable-path', 'size-budget/cut-short'],
  ],
  [
    { fileset: `${remote}/db/a.db,/home/bob` },
    [`${remote}/db/a.db`, '/home/bob'],
    ['fileset/unreadable-path', 'size-budget/cut-short'],
  ],
  [
    { fileset: '/home/*/*' },
    [remote, '/home/bob/db'],
    ['fileset/unreadable-path', 'size-budget/cut-short'],
  ],
  [{ fileset: '/home/*/*/*.db' }, ['/home/bob/db/b.db'], ['fileset/unreadable-folder']],
  [
    { fileset: '/home/bob', 'run-before-backup': `#!${remote}/bin/sh\n` },
    ['/home/bob'],
    ['run-scripts/unreadable-interpreter', 'script-syntax/unchecked'],
  ],
];

describe.each(Object.keys(words))('where every look at a path fails with %s', (code) => {
  it.each(listings)(
    '%j is published with warnings, and no plugin fails',
    async (config, paths, codes) => {
      const deployment = model();
      await deployment.deploy();
      lay(deployment, `${remote}/db/a.db`, `${remote}/bin/sh`, '/home/bob/db/b.db');
      await deployment.integrate('bacula-fd');
      failOn(code);
      await deployment.configure({ ...config, plugins });
      expect(published(deployment)).toEqual(paths);
      const warnings = codes.filter((warning) => !isNoNews(code, warning));
      expect(statuses(deployment)[zero]).toMatch(
        warnings.length > 0 ? /^active: warning: / : /^active: $/,
      );
      const { results } = await deployment.runAction(zero, 'check');
      const problems = String(results['problems'])
        .split('\n')
        .filter((line) => line !== 'none');
      expect(problems.map((line) => /^warning: .*\[(\S+)\]$/.exec(line)?.[1])).toEqual(warnings);
      expect(problems.filter((line) => !line.includes(remote))).toEqual([]);
      if (warnings.includes('fileset/unreadable-path')) {
        expect(problems[0]).toContain(`can't be read (${words[code]})`);
      }
    },
  );
});
