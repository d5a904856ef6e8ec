import type { ConfigValue, Metadata, OptionMetadata } from './metadata.ts';

/** What `juju config` takes: a value, or undefined to reset the option. A text is parsed as the option's type. */
export type ConfigChanges = Readonly<Record<string, ConfigValue | undefined>>;

/** An application's config: what was set, over the defaults of the charm. */
export class Settings {
  #options: Readonly<Record<string, OptionMetadata>>;
  readonly #values = new Map<string, ConfigValue>();

  constructor(metadata: Metadata) {
    this.#options = metadata.config?.options ?? {};
  }

  /** Every option that has a value, by name. */
  get effective(): Record<string, ConfigValue> {
    const entries = Object.entries(this.#options).flatMap(([name, option]) => {
      const value = this.#values.get(name) ?? defaultOf(option);
      return value === undefined ? [] : [[name, value] as const];
    });
    return Object.fromEntries(entries);
  }

  get options(): readonly string[] {
    return Object.keys(this.#options);
  }

  /**
   * All changes or none. Returns whether a charm can see a difference.
   *
   * @throws Error, in Juju's words, for an option that the charm does not have or a value of the wrong type
   */
  change(changes: ConfigChanges): boolean {
    const parsed = Object.entries(changes).map(([name, value]) => {
      const option = Object.hasOwn(this.#options, name) ? this.#options[name] : undefined;
      if (option === undefined) throw new Error(`unknown option ${JSON.stringify(name)}`);
      return [name, value === undefined ? undefined : parse(name, option, value)] as const;
    });
    const before = JSON.stringify(this.effective);
    for (const [name, value] of parsed) {
      if (value === undefined) this.#values.delete(name);
      else this.#values.set(name, value);
    }
    return JSON.stringify(this.effective) !== before;
  }

  /** Takes over another revision's options, and drops what that one does not have. */
  upgrade(metadata: Metadata): void {
    this.#options = metadata.config?.options ?? {};
    for (const [name, value] of this.#values) {
      const option = this.#options[name];
      if (option === undefined || !fits(option, value)) this.#values.delete(name);
    }
  }
}

/** To Juju, an empty default is no default. */
function defaultOf(option: OptionMetadata): ConfigValue | undefined {
  return option.default === '' ? undefined : option.default;
}

const truths = new Set(['1', 't', 'T', 'true', 'TRUE', 'True']);
const untruths = new Set(['0', 'f', 'F', 'false', 'FALSE', 'False']);

function parse(name: string, option: OptionMetadata, value: ConfigValue): ConfigValue | undefined {
  if (fits(option, value)) return value;
  if (typeof value === 'string') {
    if (value === '') return undefined;
    if (option.type === 'boolean' && truths.has(value)) return true;
    if (option.type === 'boolean' && untruths.has(value)) return false;
    if (option.type === 'int' && /^[+-]?[0-9]+$/.test(value)) return Number(value);
    if (option.type === 'float' && value.trim() === value && !Number.isNaN(Number(value))) {
      return Number(value);
    }
  }
  throw new Error(
    `option ${JSON.stringify(name)} expected ${option.type}, got ${JSON.stringify(value)}`,
  );
}

/** All that Juju asks of the value of a secret option: the scheme. What is behind it shows when a charm reads it. */
const secretScheme = /^$|^secret:\P{Cc}*$/iu;

function fits({ type }: OptionMetadata, value: ConfigValue): boolean {
  if (type === 'int') return Number.isInteger(value);
  if (type === 'secret') return typeof value === 'string' && secretScheme.test(value);
  return typeof value === (type === 'float' ? 'number' : type);
}
