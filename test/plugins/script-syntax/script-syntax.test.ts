import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runScripts } from '../../../src/plugins/run-scripts/run-scripts.ts';
import { check } from '../../support/check.ts';
import { charm } from '../../support/standard.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { world } from '../../support/world.ts';

const lines = async (script: string) => {
  const values = { 'run-before-backup': script, plugins: '- script-syntax' };
  return (await check([runScripts()], values, '/', charm.validators)).lines;
};

const wrong = (line: string, command: string) => [
  `error script-syntax/syntax-error: run-before-backup${line}: the script has a syntax error, says ${command}; correct it, and try it with ${command} before it is set again`,
];

describe('script-syntax', () => {
  it('has sh read a script of sh, and one without a first line that says so', async () => {
    expect(await lines('#!/bin/sh\nif true; then\necho $((1 + 1))\nfi\n')).toEqual([]);
    expect(await lines('#!/bin/sh\necho a\nfi secret-word\n')).toEqual(wrong(' line 3', 'sh -n'));
    expect(await lines('fi\n')).toEqual(wrong('', 'sh -n'));
  });

  it('has bash read a script of bash', async () => {
    expect(await lines('#!/bin/bash\nshopt -s extglob\nls !(a|b)\na=(1 2)\n')).toEqual([]);
    expect(await lines('#!/usr/bin/env bash\nif\nfi\n')).toEqual(wrong(' line 3', 'bash -n'));
  });

  it.runIf(existsSync('/usr/bin/python3'))('has Python compile a script of Python', async () => {
    const command = 'python3 -m py_compile';
    expect(await lines('#!/usr/bin/python3\nimport nothing_like_this\n')).toEqual([]);
    expect(await lines('#!/usr/bin/env -S python3 -u\n\nx = = 1\n')).toEqual(
      wrong(' line 3', command),
    );
  });

  it('runs nothing of the script', async () => {
    const mark = join(temporaryFolder(), 'mark');
    expect(await lines(`#!/bin/sh\ntouch ${mark}\n`)).toEqual([]);
    expect(await lines(`#!/bin/bash\ntouch ${mark}\n`)).toEqual([]);
    await lines(`#!/usr/bin/python3\nopen('${mark}', 'w')\n`);
    expect(existsSync(mark)).toBe(false);
  });

  it('says that a script is unchecked where no check is safe', async () => {
    expect(await lines('#!/usr/bin/perl\nBEGIN { unlink "/" }\n')).toEqual([
      'warning script-syntax/unchecked: run-before-backup: the syntax of the script is unchecked: "/usr/bin/perl" has no check that runs nothing of it; check it before it is set, or take script-syntax out of plugins',
    ]);
  });

  it('says that a script is unchecked where its interpreter is not on the unit', async () => {
    const values = { 'run-before-backup': '#!/bin/bash\n', plugins: '- script-syntax' };
    const { lines } = await check([runScripts()], values, world({}), charm.validators);
    expect(lines).toEqual([
      expect.stringContaining(
        'script-syntax/unchecked: run-before-backup: the syntax of the script is unchecked: "/bin/bash" is not on this unit',
      ),
    ]);
  });

  it('takes at most a minute for a script', async () => {
    const values = { 'run-before-backup': 'fi\n', plugins: '- script-syntax: {seconds: 61}' };
    const { lines } = await check([runScripts()], values, '/', charm.validators);
    expect(lines).toEqual([expect.stringMatching(/^error plugins\/wrong-option: .*seconds/)]);
  });
});
