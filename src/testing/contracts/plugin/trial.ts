import type { Plugin } from '../../../core/hooks/plugin.ts';
import type { ConfigValue } from '../../../core/juju/config.ts';

export type ConfigValues = Readonly<Record<string, ConfigValue>>;

/** What the plugin is tried with: something that it has work with. */
export interface PluginTrial {
  /** One config, in which the plugin has all to do that it can do. */
  readonly config?: ConfigValues;
  /** More of them: one that is wrong, for instance. */
  readonly configs?: readonly ConfigValues[];
  /** User secrets that are granted, by URI (`secret:<id>`). Each value gets something appended that is then looked for. */
  readonly secrets?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Files on the unit's disk, by absolute path. */
  readonly files?: Readonly<Record<string, string>>;
  /** Files on another unit's disk; the same where it is not given. */
  readonly elsewhere?: Readonly<Record<string, string>>;
  /**
   * Plugins that run before it, as it needs their part of the draft. Where it is not given, a draft with entries, globs
   * and scripts stands in for them.
   */
  readonly before?: readonly Plugin[];
  /** Plugins that run after it: those that must not be disturbed. */
  readonly after?: readonly Plugin[];
}

/** What a unit finds when an event comes. */
export interface Situation {
  readonly config: ConfigValues;
  readonly isLeader: boolean;
  /** How many `backup` relations there are. */
  readonly relations: number;
}

/** The situations in which every rule holds, for each config. */
export function situationsOf({ config, configs = [] }: PluginTrial): Situation[] {
  const all = [...(config === undefined ? [] : [config]), ...configs];
  return (all.length > 0 ? all : [{}]).flatMap((each) => [
    { config: each, isLeader: true, relations: 0 },
    { config: each, isLeader: true, relations: 2 },
    { config: each, isLeader: false, relations: 1 },
  ]);
}
