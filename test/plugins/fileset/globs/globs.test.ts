import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileset } from '../../../../src/plugins/fileset/fileset.ts';
import { globs } from '../../../../src/plugins/fileset/globs/globs.ts';
import { runScripts } from '../../../../src/plugins/run-scripts/run-scripts.ts';
import { check } from '../../../support/check.ts';
import { type Node, world } from '../../../support/world.ts';

const expand = (text: string, root: string) => check([fileset(), globs()], { fileset: text }, root);

const disk: Record<string, Node> = {
  '/srv/b.sql': 'file',
  '/srv/a.sql': 'file',
  '/srv/.hidden.sql': 'file',
  '/srv/sub/c.sql': 'file',
  '/srv/link.sql': { link: 'a.sql' },
  '/srv/[x]/d': 'file',
  '/srv/x/e': 'file',
  '/srv/star*': 'file',
};

describe('what a glob stands for', () => {
  it.each([
    ['/srv/*.sql', ['/srv/.hidden.sql', '/srv/a.sql', '/srv/b.sql', '/srv/link.sql']],
    ['/srv/?.sql', ['/srv/a.sql', '/srv/b.sql']],
    ['/srv/[ab].sql', ['/srv/a.sql', '/srv/b.sql']],
    ['/srv/[!a].sql', ['/srv/b.sql']],
    ['/srv/**/c.sql', ['/srv/sub/c.sql']],
    ['/srv/@(a|b).sql', ['/srv/a.sql', '/srv/b.sql']],
    ['/srv/*/', ['/srv/[x]', '/srv/sub', '/srv/x']],
    ['/srv//./s*/', ['/srv/sub']],
    ['/srv/s*/,/srv/s*', ['/srv/sub', '/srv/star*']],
    ['/srv/s*,/srv/s*/', ['/srv/star*', '/srv/sub']],
    ['/*/x/e', ['/srv/x/e']],
    ['/srv/{x,sub}/*', ['/srv/sub/c.sql', '/srv/x/e']],
    ['/srv/{gone,x}/e', ['/srv/gone/e', '/srv/x/e']],
  ])('%s: literal absolute paths, sorted', async (pattern, paths) => {
    const { spec, lines } = await expand(pattern, world(disk));
    expect(lines).toEqual([]);
    expect(spec.fileset).toEqual(paths);
  });

  it('an escaped character is literal, whether or not it is there', async () => {
    const { spec, lines } = await expand('/srv/[[]x]/d,/srv/star[*],/srv/gone[?]', world(disk));
    expect(lines).toEqual([]);
    expect(spec.fileset).toEqual(['/srv/[x]/d', '/srv/star*', '/srv/gone?']);
  });

  it('does not follow symbolic links', async () => {
    const root = world({ '/srv/real/a': 'file', '/srv/link': { link: 'real' } });
    expect((await expand('/srv/**', root)).spec.fileset).toEqual([
      '/srv',
      '/srv/link',
      '/srv/real',
      '/srv/real/a',
    ]);
  });

  it('keeps apart names that Unicode normalisation would make equal', async () => {
    const root = world({
      '/srv/\u00e9/x': 'file',
      '/srv/e\u0301/x': 'file',
      '/srv/\ufb01/x': 'file',
    });
    expect((await expand('/srv/*/x', root)).spec.fileset).toEqual([
      '/srv/e\u0301/x',
      '/srv/\u00e9/x',
      '/srv/\ufb01/x',
    ]);
  });

  it('keeps the order of the entries, with the matches of a glob in its place', async () => {
    const { spec } = await expand('/z,/srv/?.sql,/a', world(disk));
    expect(spec.fileset).toEqual(['/z', '/srv/a.sql', '/srv/b.sql', '/a']);
  });
});

it('an entry keeps its literals apart, and each of its patterns', async () => {
  const { draft } = await expand('/srv/{x,?.sql,none*},/srv/a', world(disk));
  const pattern = { elsewhere: [], isUnanswered: false };
  expect(draft.entries).toEqual([
    {
      value: '/srv/{x,?.sql,none*}',
      line: 1,
      paths: ['/srv/a.sql', '/srv/b.sql', '/srv/x'],
      glob: {
        literals: ['/srv/x'],
        patterns: [
          { text: '/srv/?.sql', here: ['/srv/a.sql', '/srv/b.sql'], ...pattern },
          { text: '/srv/none*', here: [], ...pattern },
        ],
      },
    },
    { value: '/srv/a', line: 1, paths: ['/srv/a'] },
  ]);
});

it('an entry without a pattern is no glob: its paths are named by the config', async () => {
  const { draft } = await expand('/srv/{x,y},/srv/[*][*]', world(disk));
  expect(draft.entries).toEqual([
    { value: '/srv/{x,y}', line: 1, paths: ['/srv/x', '/srv/y'] },
    { value: '/srv/[*][*]', line: 1, paths: ['/srv/**'] },
  ]);
});

describe('what a glob is refused for', () => {
  it('no match', async () => {
    const { lines } = await expand('/srv/*.dump,/nowhere/*', world(disk));
    expect(lines).toEqual([
      'error fileset/glob-without-match: fileset: "/srv/*.dump" matches nothing on this unit; correct it, or list the folder that will hold the files',
      expect.stringContaining('"/nowhere/*" matches nothing'),
    ]);
  });

  it('more than 10,000 matches, with the folder to list instead', async () => {
    const root = world({ '/srv/many': 'folder' });
    for (let number = 0; number <= 10_000; number++)
      writeFileSync(join(root, `srv/many/${number}`), '');
    const { lines } = await expand('/srv/many/*', root);
    expect(lines).toEqual([
      'error fileset/too-many-matches: fileset: "/srv/many/*" matches more than 10,000 paths; list "/srv/many" instead',
    ]);
    expect((await expand('/srv/many/?*[0-8]', root)).lines).toEqual([]);
  });

  it('more than 1,000 alternatives, none of which is published then', async () => {
    const { spec, lines } = await expand('/etc,/srv/{1..1001}', world(disk));
    expect(lines).toEqual([
      'error fileset/too-many-alternatives: fileset: "/srv/{1..1001}" stands for more than 1,000 alternatives; write * in place of a range, or list the folder "/srv"',
    ]);
    expect(spec.fileset).toEqual(['/etc']);
    expect((await expand('/srv/{1..1000}', world(disk))).spec.fileset).toHaveLength(1000);
  });

  it('more patterns than all globs may have together, which is said once', async () => {
    const { spec, lines } = await expand('/etc,/srv/{1..999}*,/s*,/a*,/b*,/c*', world(disk));
    expect(lines.filter((line) => !line.includes('glob-without-match'))).toEqual([
      'error fileset/glob-too-big: fileset: "/a*" makes more than 1,000 patterns together with the globs before it; list the folder "/", or write * in place of a list',
    ]);
    expect(spec.fileset).toEqual(['/etc', '/srv']);
  });

  it.each(['/srv/{..,x}/e', '/srv/[.]./*', '/srv/[.][.]/x'])(
    'a .. that %s hides',
    async (pattern) => {
      expect((await expand(pattern, world(disk))).lines).toEqual([
        expect.stringMatching(/^error fileset\/parent-segment/),
      ]);
    },
  );

  it.each([
    ['as the match', '/srv/*'],
    ['as a folder above the match', '/srv/*/x'],
    ['below a double star', '/**/x'],
  ])('a name that is not UTF-8, %s', async (_, pattern) => {
    const root = world({ '/srv/fine/x': 'file' });
    const bad = Buffer.concat([Buffer.from(join(root, 'srv/caf')), Buffer.from([0xe9])]);
    mkdirSync(bad);
    writeFileSync(Buffer.concat([bad, Buffer.from('/x')]), '');
    expect((await expand(pattern, root)).lines).toEqual([
      `error fileset/name-not-utf8: fileset: "/srv/caf\ufffd" (from "${pattern}") has a name that is not UTF-8 (a byte of it is shown as \ufffd); rename it, or narrow the pattern so that it is left out`,
    ]);
  });

  it('but not for a bad name that the pattern leaves out, nor for a real U+FFFD', async () => {
    const root = world({ '/srv/a.sql': 'file', '/srv/\ufffd.sql': 'file' });
    writeFileSync(Buffer.concat([Buffer.from(join(root, 'srv/caf')), Buffer.from([0xe9])]), '');
    const { spec, lines } = await expand('/srv/*.sql', root);
    expect(lines).toEqual([]);
    expect(spec.fileset).toEqual(['/srv/a.sql', '/srv/\ufffd.sql']);
  });
});

describe('a glob and a run-before-backup script', () => {
  const plugins = [fileset(), globs(), runScripts()];
  const config = { 'run-before-backup': '#!/bin/sh\n' };

  it('is shown once, as what the script makes is not among the matches', async () => {
    const { lines } = await check(
      plugins,
      { ...config, fileset: '/srv/*.sql,/srv/?/*' },
      world(disk),
    );
    expect(lines).toEqual([
      'warning fileset/glob-with-script: fileset: what run-before-backup makes is not among the matches of "/srv/*.sql", which are looked for before; list the folder into which the script writes',
    ]);
  });

  it.each([
    ['a script and no pattern', { ...config, fileset: '/srv,/srv/{x,sub}' }],
    ['a pattern and another script', { 'run-after-backup': '#!/bin/sh\n', fileset: '/srv/*.sql' }],
    ['a pattern and no script', { 'run-before-backup': ' ', fileset: '/srv/*.sql' }],
  ])('is not %s', async (_, values) => {
    expect((await check(plugins, values, world(disk))).lines).toEqual([]);
  });
});

describe('what a glob can not look into', () => {
  it('is shown, and the rest is published', async () => {
    const root = world({ '/srv/a/x': 'file', '/srv/b/x': 'file' });
    chmodSync(root, 0o755);
    chmodSync(join(root, 'srv/b'), 0);
    const { spec, lines } = await asNobody(() => expand('/srv/*/x', root));
    chmodSync(join(root, 'srv/b'), 0o700);
    expect(spec.fileset).toEqual(['/srv/a/x']);
    expect(lines).toEqual([
      `warning fileset/unreadable-folder: fileset: "/srv/b" (from "/srv/*/x") can't be read, so what matches in it is not known; make it readable for root, or narrow the pattern so that it is left out`,
    ]);
  });
});

/** Root reads everything, so what needs a refusal is run as the user nobody. */
async function asNobody<T>(run: () => Promise<T>): Promise<T> {
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.(65534);
  try {
    return await run();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}

it('warns of an alternative without a match where others have one', async () => {
  const { spec, lines } = await expand('/srv/{a*,gone*,x}', world(disk));
  expect(spec.fileset).toEqual(['/srv/a.sql', '/srv/x']);
  expect(lines).toEqual([
    'warning fileset/alternative-without-match: fileset: "/srv/gone*" (from "/srv/{a*,gone*,x}") matches nothing on this unit; take it out if that is as it should be',
  ]);
});

it('leaves a relative pattern to the check for absolute paths', async () => {
  expect((await expand('srv/*', world(disk))).lines).toEqual([]);
});
