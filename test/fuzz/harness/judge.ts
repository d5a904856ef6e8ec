import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { Config } from '../../../src/core/juju/config.ts';
import { scriptOptions } from '../../../src/core/spec/spec.ts';
import { backupV0 } from '../../../src/plugins/relation-publisher/backup-v0.ts';
import type { LogRecord } from '../../../src/testing/index.ts';
import type { Relation } from '../../../src/testing/model/relation.ts';
import type { Unit } from '../../../src/testing/model/unit.ts';
import type { HookResult } from '../../../src/testing/run/hook-run.ts';
import { HookError, readAsProvider } from '../../bacula/harness/databag.ts';
import type { Attempt } from './bench.ts';

/** All that one hook has come to. */
interface Outcome {
  readonly attempt: Attempt;
  readonly result: HookResult;
  readonly unit: Unit;
  readonly log: readonly LogRecord[];
  readonly backup: Relation;
  readonly root: string;
}

/** White space but the space, controls, formats, halves of characters. */
const unprintable = /(?! )[\p{C}\p{Z}]/u;

/** Events that the charm does not observe, or at which it sets no status. */
const silent = /^(?:check|remove|stop|peers-relation-(?!created).*|unheard-of)$/;

/** @throws AssertionError when something does not hold after the hook */
export function judge({ attempt, result, unit, log, backup, root }: Outcome): void {
  judgeEnd(result, isAsJujuIs(attempt));
  for (const { message } of log) {
    assert.doesNotMatch(message, unprintable, 'something unprintable is in the log');
    assert.doesNotMatch(message, /\[plugin\/failed|unexpected failure/, 'a plugin has failed');
  }
  const isObserved = isAsJujuIs(attempt) && !silent.test(result.event);
  if (result.isCommitted && isObserved) {
    const { status, message } = unit.workload;
    assert.match(status, /^(?:blocked|waiting|active)$/);
    assert.ok(message.length <= 160, `the status is too long: ${message}`);
    assert.doesNotMatch(message, unprintable, 'something unprintable is in the status');
  }
  const databag = backup.databag('backup-integrator');
  judgeKeys(databag);
  judgeDatabag(databag);
  // What a restore needs alone stays behind when the unit goes.
  if (result.event !== 'remove') judgeFiles(databag, root);
}

/** Whether Juju is as it always is, so that no hook has a reason to fail. */
function isAsJujuIs({ answers, environment }: Attempt): boolean {
  return answers === undefined && environment === undefined;
}

function judgeEnd({ code, stderr, commitError, event }: HookResult, mayNotFail: boolean): void {
  assert.doesNotMatch(stderr, /unexpected failure/, `${event}: an exception`);
  assert.ok(code === 0 || code === 1, `${event} ended with ${code}`);
  const lines = stderr.split('\n').slice(0, -1);
  for (const line of lines) assert.doesNotMatch(line, unprintable);
  if (mayNotFail) assert.equal(code, 0, `${event} failed: ${stderr}`);
  if (code === 1) assert.equal(lines.length, 1, `${event} failed in ${lines.length} lines`);
  // A removal says what it leaves behind.
  const isSilent = mayNotFail && event !== 'remove';
  if (isSilent) assert.equal(commitError ?? stderr, '', `${event} said something`);
}

/** What is published is what the format accepts, and the provider reads just that. */
function judgeDatabag(databag: Readonly<Record<string, string>>): void {
  if (databag['fileset'] === undefined) return;
  const spec = backupV0.decode(databag);
  const findings = backupV0.check(spec, { config: new Config(new Map()) });
  assert.deepEqual(
    findings.filter(({ severity }) => severity === 'error'),
    [],
  );
  const read = asProvider(databag);
  if (read === undefined) return;
  assert.deepEqual(read.fileset, spec.fileset);
  for (const option of scriptOptions) {
    assert.equal(read.commands[option], spec.scripts[option] ?? '/usr/bin/true');
  }
}

function judgeKeys(databag: Readonly<Record<string, string>>): void {
  if (Object.keys(databag).length === 0) return;
  assert.ok(databag['fileset'] !== undefined, 'something is published without a fileset');
  const known: readonly string[] = ['fileset', ...scriptOptions];
  assert.deepEqual(
    Object.keys(databag).filter((key) => !known.includes(key)),
    [],
  );
}

function judgeFiles(databag: Readonly<Record<string, string>>, root: string): void {
  for (const file of Object.values(backupV0.decode(databag).scripts)) {
    assert.ok(fs.existsSync(path.join(root, file)), `${file} is published and not there`);
  }
}

/** A character beyond U+FFFF is published with a warning that the provider's hook fails on it. */
function asProvider(databag: Readonly<Record<string, string>>) {
  try {
    return readAsProvider(databag);
  } catch (error) {
    if (
      error instanceof HookError &&
      /\p{Cs}|[\u{10000}-\u{10ffff}]/u.test(databag['fileset'] ?? '')
    )
      return undefined;
    throw error;
  }
}
