import type { Charm } from '../../../core/charm.ts';
import type { Metadata } from '../../model/metadata.ts';
import type { SecretContent } from '../../model/secrets/secret.ts';
import type { ConfigChanges } from '../../model/settings.ts';
import type { FrontEnd } from '../../run/front-end.ts';

/** A charm from source, which runs in process; a built one, which runs as processes; or any way of running one. */
export type TriedCharm = Charm | { readonly charmDir: string } | (() => FrontEnd);

/** What the charm is tried with. */
export interface CharmTrial {
  /** The content of its `charmcraft.yaml`. */
  readonly metadata: Metadata;
  /** Configs that it accepts, in which its own options are set. The suite edits from one to the next. */
  readonly configs: readonly [ConfigChanges, ConfigChanges, ...ConfigChanges[]];
  /** Configs that it refuses. */
  readonly refused?: readonly ConfigChanges[];
  /** User secrets that are granted, by URI (`secret:<id>`). Each value gets something appended that is then looked for. */
  readonly secrets?: Readonly<Record<string, SecretContent>>;
  /** Files on the disk of every unit, by absolute path. */
  readonly files?: Readonly<Record<string, string>>;
  /** Files that its configs have it write in folders of others, by absolute path: they go with the unit. */
  readonly outside?: readonly string[];
}
