import { braceExpand } from 'minimatch';
import type { Finding } from '../problems/problem.ts';
import { oneLine } from '../problems/quote.ts';
import { depthOf, excessOf, mostOfPattern } from '../spec/pattern-limits.ts';
import { nearest } from './nearest.ts';
import { type AtPlugin, unknownPluginOption, wrongPluginOption } from './problems.ts';

/** Of the patterns that one option takes: how many, and characters of each. */
export const mostOfPatterns = { patterns: 1000, characters: 1000 } as const;

/** Bounds of a number, both included. */
export interface Range {
  readonly least: number;
  readonly most: number;
}

/**
 * The options that the config option `plugins` gives to a plugin. A plugin asks for each of its options once, by name and
 * kind; what it never asks for is unknown. Nothing throws: what is wrong is collected, so that all of it shows at once.
 */
export class PluginOptions {
  readonly #at: AtPlugin;
  readonly #values: ReadonlyMap<string, unknown>;
  readonly #asked = new Map<string, string>();
  readonly #wrong: Finding[] = [];

  constructor(at: AtPlugin, values: Readonly<Record<string, unknown>> = {}) {
    this.#at = at;
    this.#values = new Map(Object.entries(values));
  }

  /** A list of texts; empty where it is not given. */
  texts(option: string): readonly string[] {
    return this.#read(option, 'a list of texts', readTexts) ?? [];
  }

  /** A list of glob patterns of absolute paths; empty where it is not given. */
  patterns(option: string): readonly string[] {
    const expected = 'a list of patterns that start with /, as in [/srv/*/cache]';
    const patterns = this.#read(option, expected, readPatterns) ?? [];
    if (areFew(patterns)) return patterns;
    const bound = `at most ${mostOfPatterns.patterns} patterns, each alternative of a {} list counted, of at most ${mostOfPatterns.characters} characters and ${mostOfPattern.brackets} brackets`;
    this.#isWrong(option, 'has too much in it', bound);
    return [];
  }

  /** One text; undefined where it is not given. */
  text(option: string): string | undefined {
    return this.#read(option, 'a text', (value) => (typeof value === 'string' ? value : undefined));
  }

  /** true or false; false where it is not given. */
  flag(option: string): boolean {
    const read = (value: unknown) => (typeof value === 'boolean' ? value : undefined);
    return this.#read(option, 'true or false', read) ?? false;
  }

  /** A whole number; undefined where it is not given. */
  wholeNumber(option: string, { least, most }: Range): number | undefined {
    const up = most === Number.MAX_SAFE_INTEGER ? 'up' : `to ${most}`;
    const expected = `a whole number from ${least} ${up}`;
    return this.#read(option, expected, (value) =>
      isWhole(value) && value >= least && value <= most ? value : undefined,
    );
  }

  /** A number of bytes, written as such or with a unit (`500 MB`, `10 GiB`); undefined where it is not given. */
  bytes(option: string): number | undefined {
    return this.#read(option, 'a number of bytes, as in 500 MB or 10 GiB', readBytes);
  }

  /** Says that an option is required, in the words of `expected`, which follow "give it". */
  require(option: string, expected: string): void {
    this.requireOneOf([option], expected);
  }

  /** Says that at least one of these options is required. */
  requireOneOf(options: readonly string[], expected: string): void {
    for (const option of options) {
      if (!this.#asked.has(option)) this.#asked.set(option, expected);
    }
    const given = options.filter((option) => this.#values.has(option));
    if (given.some((option) => !isEmptyList(this.#values.get(option)))) return;
    this.#isWrong(options.join(' or '), given.length > 0 ? 'is empty' : 'is not set', expected);
  }

  /** What the plugin has asked for: each of its options, with what it takes. */
  get asked(): ReadonlyMap<string, string> {
    return this.#asked;
  }

  /** What is wrong with the options, after the plugin has asked for all of its own. */
  get findings(): readonly Finding[] {
    const known = [...this.#asked.keys()];
    const unknown = [...this.#values.keys()].filter((option) => !this.#asked.has(option));
    return [
      ...unknown.map((option) =>
        unknownPluginOption(this.#at, option, known, nearest(option, known)),
      ),
      ...this.#wrong,
    ];
  }

  #read<T>(
    option: string,
    expected: string,
    read: (value: unknown) => T | undefined,
  ): T | undefined {
    this.#asked.set(option, expected);
    if (!this.#values.has(option)) return undefined;
    const value = this.#values.get(option);
    const result = read(value);
    if (result === undefined) this.#isWrong(option, `is ${shown(value)}`, expected);
    return result;
  }

  #isWrong(option: string, found: string, expected: string): void {
    this.#wrong.push(wrongPluginOption(this.#at, option, found, expected));
  }
}

function shown(value: unknown): string {
  return value === null ? 'empty' : oneLine(JSON.stringify(value));
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function readTexts(value: unknown): string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const texts = value.filter((item: unknown) => typeof item === 'string');
  return texts.length === value.length ? texts : undefined;
}

function readPatterns(value: unknown): string[] | undefined {
  const texts = readTexts(value);
  return texts?.every((text) => text.startsWith('/')) ? texts : undefined;
}

/** Whether matching them takes no time to speak of: an alternative of a `{}` list is a pattern too. */
function areFew(patterns: readonly string[]): boolean {
  let count = 0;
  for (const pattern of patterns) {
    if (pattern.length > mostOfPatterns.characters || depthOf(pattern) > mostOfPattern.depth)
      return false;
    const items = braceExpand(pattern, { braceExpandMax: mostOfPatterns.patterns + 1 });
    count += items.length;
    if (count > mostOfPatterns.patterns || items.some((item) => excessOf(item) !== undefined))
      return false;
  }
  return true;
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

const units = new Map([
  ['', 1],
  ['B', 1],
  ['kB', 1e3],
  ['KB', 1e3],
  ['MB', 1e6],
  ['GB', 1e9],
  ['TB', 1e12],
  ['KiB', 2 ** 10],
  ['MiB', 2 ** 20],
  ['GiB', 2 ** 30],
  ['TiB', 2 ** 40],
]);

function readBytes(value: unknown): number | undefined {
  if (isWhole(value)) return value >= 0 ? value : undefined;
  if (typeof value !== 'string') return undefined;
  const [, digits = '', unit = ''] = /^(\d{1,15}(?:\.\d{1,3})?) ?([A-Za-z]*)$/.exec(value) ?? [];
  const factor = units.get(unit);
  if (digits === '' || factor === undefined) return undefined;
  const bytes = Math.round(Number(digits) * factor);
  return Number.isSafeInteger(bytes) ? bytes : undefined;
}
