/**
 * The process of one site plugin: a request on stdin, its findings as one line on file descriptor 3.
 * Importing this module is running it.
 */
import { readFileSync, writeSync } from 'node:fs';
import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PluginError } from '../hooks/plugin.ts';
import { Config } from '../juju/config.ts';
import { CharmError, reasonOf } from '../problems/charm-error.ts';
import { pluginFailed } from '../problems/core.ts';
import type { Finding } from '../problems/problem.ts';
import { oneLine, quote } from '../problems/quote.ts';
import { readFinding } from '../problems/read-finding.ts';
import { deepFreeze } from '../spec/draft.ts';
import { UnitDisk } from '../unit/disk/unit-disk.ts';
import { nearest } from './nearest.ts';
import type { PluginOptions } from './plugin-options.ts';
import { sitePluginsNotLoaded, unknownPlugin } from './problems.ts';
import { type Made, runValidator } from './run-validator.ts';
import type { SitePluginRequest } from './site-plugin.ts';
import {
  sitePluginGoesOn,
  sitePluginNeverSettles,
  tooManySiteFindings,
  wrongSitePlugin,
} from './site-plugin-problems.ts';
import type { Validator, ValidatorContext } from './validator.ts';

/** Findings of a plugin that count. */
const mostFindings = 100;

/** Milliseconds in which a plugin can still be heard doing something after its turn. */
const grace = 500;

// A place in the plugin's code may be far down.
Error.stackTraceLimit = 50;

// Written by the same program, so of the right shape.
const request: SitePluginRequest = JSON.parse(readFileSync(0, 'utf8'));
const { file, plugin } = request;
const findings: Finding[] = [];
let reported = 0;
deepFreeze(request.draft, 'draft');

const context: ValidatorContext = {
  config: new Config(new Map(Object.entries(request.config))),
  draft: request.draft,
  disk: new UnitDisk(request.root),
  managedFolder: request.managedFolder,
  report(finding) {
    const read = readFinding(finding, request.options);
    reported += 1;
    if (reported <= mostFindings) findings.push(read);
  },
};

process.on('uncaughtException', failOutside);
process.on('unhandledRejection', failOutside);

let isOver = false;
// Nothing is left that could go on.
process.once('beforeExit', () => answer(isOver ? undefined : sitePluginNeverSettles(plugin)));
check().then(() => {
  isOver = true;
  setTimeout(() => answer(sitePluginGoesOn(plugin)), grace).unref();
});

let isAnswered = false;

/** Ends the process, with what is said last. */
function answer(last?: Finding): never {
  // Something of the plugin's runs when the process ends, and has thrown.
  if (isAnswered) process.kill(process.pid, 'SIGKILL');
  isAnswered = true;
  const tooMany = reported > mostFindings ? [tooManySiteFindings(plugin, reported)] : [];
  const all = [...(last === undefined ? [] : [last]), ...tooMany, ...findings];
  const text = Buffer.from(`${JSON.stringify(all)}\n`);
  for (let written = 0; written < text.length; ) written += writeSync(3, text, written);
  process.exit(0);
}

/** What it throws where nobody waits for it: in a timer, in a promise that it has let go. */
function failOutside(error: unknown): never {
  const failure =
    error instanceof CharmError
      ? error
      : new PluginError(plugin.name, 'what it has started', error);
  answer(pluginFailed(failure.message + where(failure.cause ?? failure)));
}

async function check(): Promise<void> {
  let exported: Readonly<Record<string, unknown>>;
  try {
    exported = { ...(await import(pathToFileURL(file).href)) };
  } catch (error) {
    findings.push(sitePluginsNotLoaded(loadFailure(error)));
    return;
  }
  if (!Object.hasOwn(exported, plugin.name)) {
    const names = Object.keys(exported);
    const near = nearest(plugin.name, [...request.bundled, ...names]);
    findings.push(unknownPlugin(plugin, request.bundled, names, near));
    return;
  }
  const make = (options: PluginOptions) => makeValidator(exported[plugin.name], options);
  await runValidator(plugin, make, context, where);
}

function makeValidator(factory: unknown, options: PluginOptions): Made {
  const wrong = (what: string) => ({ findings: [wrongSitePlugin(plugin, what)] });
  if (typeof factory !== 'function') return wrong(`is ${nameOf(factory)}, not a function`);
  const made: unknown = Reflect.apply(factory, undefined, [options]);
  if (made instanceof Promise) made.catch(() => {});
  if (!isValidator(made)) {
    return wrong(`returned ${nameOf(made)}, not an object with a name and a function apply`);
  }
  if (made.name !== plugin.name) return wrong(`calls itself ${quote(made.name)}`);
  return { validator: made };
}

function isValidator(value: unknown): value is Validator {
  return (
    typeof value === 'object' &&
    value !== null &&
    'name' in value &&
    typeof value.name === 'string' &&
    'apply' in value &&
    typeof value.apply === 'function'
  );
}

function nameOf(value: unknown): string {
  if (value === undefined || value === null) return String(value);
  if (value instanceof Promise) return 'a promise';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

/** Where in the file, for an error that passed through it. */
function where(error: unknown): string {
  const name = basename(file);
  const [, line] =
    stackOf(error)
      .split(`${name}:`)[1]
      ?.match(/^(\d+)/) ?? [];
  return line === undefined ? '' : ` (${name} line ${line})`;
}

function stackOf(error: unknown): string {
  try {
    return error instanceof Error ? String(error.stack) : '';
  } catch {
    return '';
  }
}

/** Bun collects the syntax errors of a file in one error, each with its position. */
function loadFailure(error: unknown): string {
  const [first] = error instanceof AggregateError ? error.errors : [error];
  return oneLine(reasonOf(first)) + (lineOf(first) ?? where(first));
}

function lineOf(error: unknown): string | undefined {
  const position: unknown =
    typeof error === 'object' && error !== null && 'position' in error ? error.position : undefined;
  if (typeof position !== 'object' || position === null || !('line' in position)) return undefined;
  return ` (${basename(file)} line ${position.line})`;
}
