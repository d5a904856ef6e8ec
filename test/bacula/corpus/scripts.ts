import { scriptOptions } from '../../../src/core/spec/spec.ts';
import type { ScriptOption } from '../harness/script-option.ts';
import { accept, type Case, losses, refuse, smallTree, warn, warnForTwin } from './case.ts';

type Scripts = Readonly<Partial<Record<ScriptOption, string>>>;

/** `ran` is what the scripts write into the file `ran`. */
function scripted(
  title: string,
  scripts: (at: string) => Scripts,
  ran: string,
  verdict: Case['verdict'] = accept,
): Case {
  return {
    title,
    build: (world) => smallTree(world, 'data'),
    fileset: (at) => `${at}/data`,
    scripts,
    ran,
    verdict,
  };
}

function before(title: string, script: (at: string) => string, ran: string): Case {
  return scripted(title, (at) => ({ 'run-before-backup': script(at) }), ran);
}

/** A run-before-backup that can't do its work: the job fails, and nothing is saved. */
function broken(title: string, script: (at: string) => string, verdict: Case['verdict']): Case {
  return scripted(title, (at) => ({ 'run-before-backup': script(at) }), '', verdict);
}

const note = (at: string, what: string) => `#!/bin/sh\necho ${what} >> ${at}/ran\n`;

const notes = (at: string, options: readonly ScriptOption[]): Scripts =>
  Object.fromEntries(options.map((option) => [option, note(at, option)]));

const lines = (options: readonly string[]) => options.map((option) => `${option}\n`).join('');

const dump: Case = {
  title: 'a dump made before the backup and loaded after the restore',
  build(world) {
    world.file('table', 'rows\n');
    world.folder('dump');
  },
  fileset: (at) => `${at}/dump`,
  scripts: (at) => ({
    'run-before-backup': `#!/bin/sh\nset -e\ncp -p ${at}/table ${at}/dump/table\n`,
    'run-after-backup': `#!/bin/sh\nrm ${at}/dump/table\n`,
    'run-before-restore': `#!/bin/sh\nrm -f ${at}/table\n`,
    'run-after-restore': `#!/bin/sh\nmv ${at}/dump/table ${at}/table\n`,
  }),
  meant: ['table'],
  verdict: accept,
};

const crlf = (option: ScriptOption, loss: string) =>
  scripted(
    `a shebang that ends in CRLF, ${option}`,
    (at) => ({ [option]: note(at, option).replaceAll('\n', '\r\n') }),
    '',
    refuse(['run-scripts/crlf-shebang', 'run-scripts/crlf-line'], loss),
  );

/** Scripts that Bacula runs as they are meant, and scripts that it can't. */
export const scriptCases: readonly Case[] = [
  dump,
  {
    ...dump,
    title: 'a dump in a folder that the script makes',
    build: (world) => world.file('table', 'rows\n'),
    scripts: (at) => ({
      ...dump.scripts?.(at),
      'run-before-backup': `#!/bin/sh\nset -e\nmkdir ${at}/dump\ncp -p ${at}/table ${at}/dump/table\n`,
    }),
    verdict: warnForTwin('fileset/missing-path', {
      unseen: 'that the script makes the folder',
      lost: 'a dump in a folder that the script makes on another unit alone',
    }),
  },
  {
    ...dump,
    title: 'a dump in a folder that the script makes on another unit alone',
    build: (world) => world.file('table', 'rows\n'),
    scripts: (at) => ({
      'run-before-backup': `#!/bin/sh\n[ -e ${at}/primary ] || exit 0\nmkdir ${at}/dump\n`,
    }),
    verdict: warn('fileset/missing-path', losses.backupWarns),
  },
  ...scriptOptions.map((option) =>
    scripted(`${option} alone`, (at) => notes(at, [option]), lines([option])),
  ),
  scripted(
    'all four scripts, in their order',
    (at) => notes(at, scriptOptions),
    lines(scriptOptions),
  ),
  scripted(
    'the two around a backup',
    (at) => notes(at, ['run-before-backup', 'run-after-backup']),
    lines(['run-before-backup', 'run-after-backup']),
  ),
  scripted(
    'blank scripts, which count as not set',
    (at) => ({ 'run-before-backup': ' \n\t\n', ...notes(at, ['run-after-backup']) }),
    lines(['run-after-backup']),
  ),
  before(
    'a bash script',
    (at) => `#!/bin/bash\nwords=(one two)\necho "\${words[1]}" > ${at}/ran\n`,
    'two\n',
  ),
  before(
    'an interpreter found by env',
    (at) => `#!/usr/bin/env bash\necho \${BASH##*/} > ${at}/ran\n`,
    'bash\n',
  ),
  before(
    'a Perl script',
    (at) => `#!/usr/bin/perl\nopen(my $ran, '>', '${at}/ran'); print $ran "perl\\n";\n`,
    'perl\n',
  ),
  before(
    'an awk script',
    (at) => `#!/usr/bin/awk -f\nBEGIN { print "awk" > "${at}/ran" }\n`,
    'awk\n',
  ),
  before(
    'an interpreter with an argument',
    (at) => `#!/bin/sh -e\ncase $- in *e*) echo e > ${at}/ran ;; esac\n`,
    'e\n',
  ),
  before('a blank after #!', (at) => `#! /bin/sh\necho blank > ${at}/ran\n`, 'blank\n'),
  before('no line break at the end', (at) => `#!/bin/sh\necho end > ${at}/ran`, 'end\n'),
  before(
    'a script of 70 KB',
    (at) => `#!/bin/sh\n${'# padding\n'.repeat(7000)}echo long > ${at}/ran\n`,
    'long\n',
  ),
  before(
    'a script in many languages',
    (at) => `#!/bin/sh\necho 'Größe 日本語 🎉' > ${at}/ran\n`,
    'Größe 日本語 🎉\n',
  ),
  before(
    '% and quotes in a script',
    (at) => `#!/bin/sh\nprintf '%s\\n' "%j '\\"" > ${at}/ran\n`,
    '%j \'"\n',
  ),
  before('runs as root', (at) => `#!/bin/sh\nid -un > ${at}/ran\n`, 'root\n'),
  before('reads nothing from its stdin', (at) => `#!/bin/sh\nwc -c > ${at}/ran\n`, '0\n'),
  before(
    'writes much to its output',
    (at) => `#!/bin/sh\nseq 3000\necho done > ${at}/ran\n`,
    'done\n',
  ),
  scripted(
    'no shebang, in the words of sh',
    (at) => ({ 'run-before-backup': `echo sh > ${at}/ran\n` }),
    'sh\n',
    warnForTwin('run-scripts/no-shebang', {
      unseen: 'that sh, which runs it, understands it',
      lost: 'no shebang, in the words of bash',
    }),
  ),
  broken(
    'no shebang, in the words of bash',
    (at) => `words=(one two)\necho "\${words[1]}" > ${at}/ran\n`,
    warn('run-scripts/no-shebang', losses.backupFails),
  ),
  crlf('run-before-backup', losses.backupFails),
  crlf('run-after-backup', losses.backupWarns),
  crlf('run-before-restore', losses.restoreFails),
  crlf('run-after-restore', losses.restoreWarns),
  broken(
    'CRLF below the shebang',
    (at) => `#!/bin/sh\nif true; then\r\n  echo crlf > ${at}/ran\r\nfi\r\n`,
    warn('run-scripts/crlf-line', losses.backupFails),
  ),
  broken(
    'a byte order mark before the shebang',
    (at) => `\ufeff#!/bin/bash\nwords=(one)\necho "\${words[0]}" > ${at}/ran\n`,
    refuse('run-scripts/byte-order-mark', losses.backupFails),
  ),
  broken(
    'a shebang without an interpreter',
    (at) => `#!\nwords=(one)\necho > ${at}/ran\n`,
    refuse('run-scripts/empty-shebang', losses.backupFails),
  ),
  broken(
    'a relative interpreter',
    (at) => `#!bash\necho > ${at}/ran\n`,
    refuse('run-scripts/relative-interpreter', losses.backupFails),
  ),
  broken(
    'an interpreter that is a folder',
    (at) => `#!/usr/bin\necho > ${at}/ran\n`,
    refuse('run-scripts/interpreter-is-folder', losses.backupFails),
  ),
  broken(
    'an interpreter that is not there',
    (at) => `#!/usr/bin/nowhere\necho > ${at}/ran\n`,
    warn('run-scripts/missing-interpreter', losses.backupFails),
  ),
  broken(
    'an interpreter that is not executable',
    (at) => `#!/etc/passwd\necho > ${at}/ran\n`,
    warn('run-scripts/interpreter-not-executable', losses.backupFails),
  ),
  broken(
    'a NUL in the path of the interpreter',
    (at) => `#!/bin/\0sh\necho > ${at}/ran\n`,
    refuse('run-scripts/nul', losses.backupFails),
  ),
  broken(
    'a NUL in a bash script',
    (at) => `#!/bin/bash\n# \0\necho > ${at}/ran\n`,
    refuse('run-scripts/nul', losses.backupFails),
  ),
  // To dash, a name with a NUL in it is the name without the NUL.
  broken(
    'a NUL in a script of dash',
    (at) => `#!/bin/sh\nrm -f ${at}/data/fi\0le\n`,
    refuse('run-scripts/nul', losses.silent),
  ),
];
