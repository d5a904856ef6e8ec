import type { ConfigValue } from '../../core/juju/config.ts';
import { quote } from '../../core/problems/quote.ts';
import { scriptOptions } from '../../core/spec/spec.ts';

/** What the action is asked for. */
export interface Request {
  /** The config options to be judged in the place of those that are set. */
  readonly changes: Readonly<Record<string, ConfigValue>>;
  /** Whether to count files and bytes. */
  readonly size: boolean;
  /** Whether to look for what a backup would lose. */
  readonly deep: boolean;
  /** How long to count, and how long to look. */
  readonly seconds: number;
}

/** Seconds for counting, and again for the deep look. */
export const limitOfSeconds = { default: 60, most: 3600 } as const;

/** What a parameter has to be. `read` gives undefined for anything else. */
interface Kind<T> {
  readonly read: (value: unknown) => T | undefined;
  readonly expected: string;
  readonly fix: string;
}

const text: Kind<string> = {
  read: (value) => (typeof value === 'string' ? value : undefined),
  expected: 'a text',
  fix: 'give it in a file, as in --params check.yaml: juju run reads a value as YAML',
};

const flag: Kind<boolean> = {
  read: (value) => (typeof value === 'boolean' ? value : undefined),
  expected: 'true or false',
  fix: 'give it without --string-args',
};

const wholeSeconds: Kind<number> = {
  read: (value) =>
    typeof value === 'number' &&
    Number.isInteger(value) &&
    value >= 1 &&
    value <= limitOfSeconds.most
      ? value
      : undefined,
  expected: `a whole number from 1 to ${limitOfSeconds.most}`,
  fix: 'give such a number without --string-args',
};

const options = { fileset: text, ...byName(scriptOptions, text), plugins: text, strict: flag };
const names = [...Object.keys(options), 'size', 'deep', 'seconds'];

/**
 * Reads the action's parameters. Juju has held them against the schema in charmcraft.yaml already, which is not relied on.
 *
 * @param refuse - told which parameter is wrong, and what to do; never what a script holds
 */
export function readParameters(
  given: Readonly<Record<string, unknown>>,
  refuse: (reason: string) => never,
): Request {
  const unknown = Object.keys(given).find((name) => !names.includes(name));
  if (unknown !== undefined) {
    refuse(`there is no parameter ${quote(unknown)}; use one of ${names.join(', ')}`);
  }
  const take = <T>(name: string, { read, expected, fix }: Kind<T>): T | undefined => {
    const value = given[name];
    if (value === undefined) return undefined;
    return (
      read(value) ??
      refuse(`parameter ${name} is ${shown(value)}, and has to be ${expected}; ${fix}`)
    );
  };
  const changes = Object.entries<Kind<ConfigValue>>(options).flatMap(([name, kind]) => {
    const value = take(name, kind);
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    changes: Object.fromEntries(changes),
    size: take('size', flag) ?? false,
    deep: take('deep', flag) ?? false,
    seconds: take('seconds', wholeSeconds) ?? limitOfSeconds.default,
  };
}

function byName<T>(all: readonly string[], kind: Kind<T>): Readonly<Record<string, Kind<T>>> {
  return Object.fromEntries(all.map((name) => [name, kind]));
}

/** A text is given in the place of a flag or a number only, so that it is no script. */
function shown(value: unknown): string {
  if (value === null) return 'nothing';
  if (typeof value === 'string') return quote(value);
  if (typeof value === 'object') return Array.isArray(value) ? 'a list' : 'an object';
  return typeof value === 'number' ? `the number ${value}` : String(value);
}
