import { Config, type ConfigValue } from '../../../core/juju/config.ts';

/** A config that tells which options are read. */
export class WatchedConfig extends Config {
  readonly #read: (option: string) => void;

  constructor(
    values: Readonly<Record<string, ConfigValue>>,
    read: (option: string) => void = () => {},
  ) {
    super(new Map(Object.entries(values)));
    this.#read = read;
  }

  override get values(): Readonly<Record<string, ConfigValue>> {
    const read = this.#read;
    return new Proxy(super.values, {
      get(values, option) {
        if (typeof option === 'string') read(option);
        const value: unknown = Reflect.get(values, option);
        return value;
      },
    });
  }

  override text(option: string): string | undefined {
    this.#read(option);
    return super.text(option);
  }

  override flag(option: string): boolean {
    this.#read(option);
    return super.flag(option);
  }
}
