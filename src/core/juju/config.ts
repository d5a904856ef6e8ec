import { CharmError } from '../problems/charm-error.ts';

/** The value of a config option. */
export type ConfigValue = string | number | boolean;

/**
 * The application's config, as `config-get` answers it: an option that is not set and has no default is absent.
 */
export class Config {
  readonly #values: ReadonlyMap<string, ConfigValue>;

  constructor(values: ReadonlyMap<string, ConfigValue>) {
    this.#values = values;
  }

  /** All options that are set or have a default, by name. */
  get values(): Readonly<Record<string, ConfigValue>> {
    return Object.fromEntries(this.#values);
  }

  /** The same config with other values. An empty text unsets an option, as it does for Juju. */
  with(changes: Readonly<Record<string, ConfigValue>>): Config {
    const values = new Map(this.#values);
    for (const [option, value] of Object.entries(changes)) {
      if (value === '') values.delete(option);
      else values.set(option, value);
    }
    return new Config(values);
  }

  /** The text of a string option, undefined where it is not set. */
  text(option: string): string | undefined {
    const value = this.#values.get(option);
    if (value === undefined || typeof value === 'string') return value;
    throw new CharmError(`config option ${option} should be a string but is a ${typeof value}`);
  }

  /** The value of a boolean option, false where it is not set. */
  flag(option: string): boolean {
    const value = this.#values.get(option) ?? false;
    if (typeof value === 'boolean') return value;
    throw new CharmError(`config option ${option} should be a boolean but is a ${typeof value}`);
  }

  /** The value of an int or float option, undefined where it is not set. */
  number(option: string): number | undefined {
    const value = this.#values.get(option);
    if (value === undefined || typeof value === 'number') return value;
    throw new CharmError(`config option ${option} should be a number but is a ${typeof value}`);
  }
}
