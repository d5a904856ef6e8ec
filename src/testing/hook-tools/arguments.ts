import { misuse } from './error.ts';

/** The flags of a tool, without their dashes. */
export type FlagKinds = Readonly<Record<string, 'boolean' | 'value'>>;

/** What stood on the command line. */
export interface Arguments {
  readonly values: ReadonlyMap<string, string>;
  readonly switches: ReadonlySet<string>;
  readonly positional: readonly string[];
}

/**
 * Reads a command line as Juju's flag package (gnuflag) does: flags stand anywhere before `--`, a flag of one letter may
 * have its value right behind it, a value may start with a dash.
 *
 * @throws ToolError in the words of that package
 */
export function parseArguments(args: readonly string[], kinds: FlagKinds): Arguments {
  const values = new Map<string, string>();
  const switches = new Set<string>();
  const positional: string[] = [];
  const rest = [...args];

  const flag = (name: string, attached: string | undefined) => {
    const shown = withDashes(name);
    const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
    if (kind === undefined) throw misuse(`option provided but not defined: ${shown}`);
    if (kind === 'boolean') {
      if (isTrue(shown, attached ?? 'true')) switches.add(name);
      else switches.delete(name);
      return;
    }
    const value = attached ?? rest.shift();
    if (value === undefined) throw misuse(`option needs an argument: ${shown}`);
    values.set(name, value);
  };

  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    if (arg === '--') {
      positional.push(...rest);
      break;
    }
    if (arg.startsWith('--')) {
      const [, name = '', value] = /^--([^=]*)(?:=(.*))?$/s.exec(arg) ?? [];
      flag(name, value);
    } else if (arg.startsWith('-') && arg !== '-') {
      letters(arg.slice(1), kinds, flag);
    } else {
      positional.push(arg);
    }
  }
  return { values, switches, positional };
}

/** One dash: switches in a row, or one flag and its value. */
function letters(
  text: string,
  kinds: FlagKinds,
  flag: (name: string, attached: string | undefined) => void,
): void {
  const [first = '', ...others] = [...text];
  const rest = others.join('');
  if (kinds[first] === 'value') {
    flag(first, rest === '' ? undefined : rest);
    return;
  }
  flag(first, undefined);
  if (rest !== '') letters(rest, kinds, flag);
}

function withDashes(name: string): string {
  return [...name].length > 1 ? `--${name}` : `-${name}`;
}

function isTrue(flag: string, value: string): boolean {
  if (value === 'true' || value === 'false') return value === 'true';
  throw misuse(
    `invalid boolean value ${JSON.stringify(value)} for option ${flag}: strconv.ParseBool: parsing ${JSON.stringify(value)}: invalid syntax`,
  );
}

/** @throws ToolError when there is anything that the tool did not ask for */
export function refuseMore(args: readonly string[]): void {
  if (args.length === 0) return;
  throw misuse(`unrecognized args: [${args.map((arg) => JSON.stringify(arg)).join(' ')}]`);
}
