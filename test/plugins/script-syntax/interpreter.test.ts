import { describe, expect, it } from 'vitest';
import { checkFor, interpreterOf } from '../../../src/plugins/script-syntax/interpreter.ts';

describe('the interpreter of a script', () => {
  it.each([
    ['#!/bin/bash\n', '/bin/bash'],
    ['#! \t/bin/sh -eu\nx', '/bin/sh'],
    ['#!/bin/sh\r\nx', '/bin/sh'],
    ['#!/usr/bin/env bash', '/usr/bin/bash'],
    ['#!/bin/env -S python3 -u\n', '/usr/bin/python3'],
    ['#!/usr/bin/env', '/usr/bin/'],
    ['#!', ''],
    ['echo a\n#!/bin/bash\n', '/bin/sh'],
    ['', '/bin/sh'],
  ])('%j is that of its first line, and sh where there is none: %s', (script, interpreter) => {
    expect(interpreterOf(script)).toBe(interpreter);
  });
});

describe('the check for an interpreter', () => {
  it.each([
    ['/bin/sh', 'sh -n'],
    ['/usr/bin/dash', 'dash -n'],
    ['/usr/bin/bash', 'bash -n'],
    ['/bin/python3', 'python3 -m py_compile'],
    ['/usr/bin/python3.12', 'python3.12 -m py_compile'],
  ])('%s is started itself, as in %s', (program, command) => {
    expect(checkFor(program)).toMatchObject({ program, command });
  });

  it.each(['/usr/bin/perl', '/usr/bin/python2', '/usr/bin/bash-static', '/bin/zsh', ''])(
    'is none for %j: no check is known to run nothing of the script',
    (interpreter) => {
      expect(checkFor(interpreter)).toBeUndefined();
    },
  );

  it.each([
    '/tmp/bin/bash',
    '/usr/bin/../../tmp/bash',
    '/usr/local/bin/bash',
    '/bin//bash',
    'bash',
    interpreterOf('#!/usr/bin/env ../../tmp/bash'),
  ])('is none for %s, which is outside the folders of the system', (interpreter) => {
    expect(checkFor(interpreter)).toBeUndefined();
  });
});
