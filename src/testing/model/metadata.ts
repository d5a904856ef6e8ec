/** What the model needs of a charm's `charmcraft.yaml`, in that file's own shape. Other keys may be there. */
export interface Metadata {
  readonly name: string;
  readonly subordinate?: boolean;
  readonly requires?: Readonly<Record<string, EndpointMetadata>>;
  readonly provides?: Readonly<Record<string, EndpointMetadata>>;
  readonly peers?: Readonly<Record<string, EndpointMetadata>>;
  readonly config?: { readonly options?: Readonly<Record<string, OptionMetadata>> };
  readonly actions?: Readonly<Record<string, ActionMetadata>>;
  readonly resources?: Readonly<Record<string, unknown>>;
}

interface EndpointMetadata {
  readonly interface: string;
  /** `global` where it is not given. */
  readonly scope?: string;
}

/** The value of a config option. */
export type ConfigValue = string | number | boolean;

export interface OptionMetadata {
  /** `string`, `int`, `float`, `boolean` or `secret`. */
  readonly type: string;
  readonly default?: ConfigValue;
}

interface ActionMetadata {
  readonly params?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Where an endpoint stands in the metadata decides whom its relations reach. */
export type Reach = 'global' | 'container' | 'peer';

/** The reach of each endpoint, in the order of the metadata. */
export function endpoints(metadata: Metadata): Map<string, Reach> {
  const found = new Map<string, Reach>();
  for (const name of Object.keys(metadata.peers ?? {})) found.set(name, 'peer');
  for (const side of [metadata.requires, metadata.provides]) {
    for (const [name, { scope }] of Object.entries(side ?? {})) {
      found.set(name, scope === 'container' ? 'container' : 'global');
    }
  }
  return found;
}
