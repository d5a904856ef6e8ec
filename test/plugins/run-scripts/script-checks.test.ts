import { describe, expect, it } from 'vitest';
import { runScripts } from '../../../src/plugins/run-scripts/run-scripts.ts';
import { scriptChecks } from '../../../src/plugins/run-scripts/script-checks.ts';
import { check } from '../../support/check.ts';
import { world } from '../../support/world.ts';

const root = () =>
  world({
    '/bin/sh': 'executable',
    '/usr/bin/env': 'executable',
    '/usr/bin/text': 'file',
    '/usr/bin/linked': { link: '../../bin/sh' },
    '/usr/bin/circle': { link: 'circle' },
  });

const lines = async (content: string) =>
  (await check([runScripts(), scriptChecks()], { 'run-before-backup': content }, root())).lines;

describe('a script that the kernel can start', () => {
  it.each([
    '#!/bin/sh\necho ok\n',
    '#!/bin/sh',
    '#! \t/bin/sh -eu\n',
    '#!/usr/bin/env bash\n',
    '#!/usr/bin/linked\n',
    '#!/bin/sh\nprintf "a\\r\\n"\n',
  ])('%j passes', async (content) => {
    expect(await lines(content)).toEqual([]);
  });
});

describe('a script of which every job would fail', () => {
  it.each([
    [
      '#!/bin/sh\r\necho\n',
      'error run-scripts/crlf-shebang: run-before-backup: the #! line ends in CRLF, so its interpreter is never found; save the script with LF line ends',
    ],
    [
      '#!bash\n',
      'error run-scripts/relative-interpreter: run-before-backup: the interpreter "bash" is not an absolute path; write its absolute path, or #!/usr/bin/env and its name',
    ],
    [
      '#! \n',
      'error run-scripts/empty-shebang: run-before-backup: the #! names no interpreter; write one, as in #!/bin/sh',
    ],
    [
      '\ufeff#!/bin/sh\n',
      'error run-scripts/byte-order-mark: run-before-backup: a byte order mark (U+FEFF) hides the #! from the kernel; save the script as UTF-8 without a byte order mark',
    ],
    [
      '#!/usr/bin\n',
      'error run-scripts/interpreter-is-folder: run-before-backup: the interpreter "/usr/bin" is a folder; name an executable file',
    ],
    [
      '#!/bin/sh\necho\n\0',
      'error run-scripts/nul: run-before-backup line 3: the script has a NUL character; set it from a text file',
    ],
    [
      '@dump.sh',
      'error run-scripts/file-reference: run-before-backup: the script is "@" and a file name, and no file was read; put the script itself there, or set it from the command line: juju config <application> run-before-backup=@<file>',
    ],
    [
      '@./my dumps/dump.sh\n',
      expect.stringMatching(/^error run-scripts\/file-reference: run-before-backup: /),
    ],
    [
      '\n \n#!/bin/sh\necho\n',
      'error run-scripts/late-shebang: run-before-backup line 3: the #! is not at the very start of the script, where alone it counts; take out what stands before it',
    ],
    [
      '# Dumps all.\n\n  # By Ann\n#!/bin/bash\n',
      expect.stringMatching(/^error run-scripts\/late-shebang: run-before-backup line 4: /),
    ],
    [
      ' #!/bin/sh\n',
      expect.stringMatching(/^error run-scripts\/late-shebang: run-before-backup: /),
    ],
  ])('%j is refused', async (content, line) => {
    expect(await lines(content)).toEqual([line]);
  });
});

describe('a script that may not do what was meant', () => {
  it.each([
    [
      'echo ok\n',
      'warning run-scripts/no-shebang: run-before-backup: the script has no #! line, so sh runs it; start it with the interpreter that it is written for, as in #!/bin/sh',
    ],
    [
      '#!/bin/sh\n\necho ok\r\n',
      'warning run-scripts/crlf-line: run-before-backup line 3: the line ends in CRLF, which most interpreters read as a part of its last word; save the script with LF line ends',
    ],
    [
      '#!/usr/bin/perl -w\n',
      'warning run-scripts/missing-interpreter: run-before-backup: the interpreter "/usr/bin/perl" does not exist on this unit; install it before the next backup, or name another',
    ],
    ['@echo off\necho ok\n', expect.stringMatching(/^warning run-scripts\/no-shebang: /)],
    [
      '#!/usr/bin/circle\n',
      'warning run-scripts/unreadable-interpreter: run-before-backup: the interpreter "/usr/bin/circle" can\'t be read on this unit (too many symbolic links encountered); make it readable for root, or name another',
    ],
    [
      '#!/usr/bin/text\n',
      'warning run-scripts/interpreter-not-executable: run-before-backup: the interpreter "/usr/bin/text" is not executable on this unit; make it executable, or name another',
    ],
  ])('%j is shown', async (content, line) => {
    expect(await lines(content)).toEqual([line]);
  });

  it('in every way at once', async () => {
    expect(await lines('#!\r\nx\r\n\0')).toEqual([
      expect.stringContaining('run-scripts/nul'),
      expect.stringContaining('run-scripts/crlf-shebang'),
      expect.stringContaining('run-scripts/empty-shebang'),
      expect.stringContaining('run-scripts/crlf-line'),
    ]);
  });
});

it('no problem carries anything of a script but the path of its interpreter', async () => {
  const secret = 'hunter2';
  const scripts = [
    `${secret}\r\n`,
    `#!/bin/sh ${secret}\r\n${secret}\r\n\0`,
    `#!bash ${secret}\n`,
    `\ufeff#!${secret}`,
    `@${secret}`,
    `\n#!${secret}`,
  ];
  for (const content of scripts) expect((await lines(content)).join()).not.toContain(secret);
});
