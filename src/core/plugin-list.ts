import type { Plugin } from './hooks/plugin.ts';
import { CharmError } from './problems/charm-error.ts';

/** A list in which plugins run, whose names the compiler knows: a fork changes it by name. */
export type PluginList<Name extends string> = readonly Plugin<Name>[];

/**
 * The list with another plugin in the place of one.
 *
 * @throws CharmError when the list has no plugin of that name, as the functions below do
 */
export function replace<Name extends string, New extends string>(
  list: PluginList<Name>,
  name: NoInfer<Name>,
  plugin: Plugin<New>,
): PluginList<Name | New> {
  const place = placeOf(list, name);
  return [...list.slice(0, place), plugin, ...list.slice(place + 1)];
}

/** The list without one plugin. */
export function without<Name extends string, Gone extends Name>(
  list: PluginList<Name>,
  name: Gone,
): PluginList<Exclude<Name, Gone>> {
  placeOf(list, name);
  return list.filter((plugin): plugin is Plugin<Exclude<Name, Gone>> => plugin.name !== name);
}

/** The list with more plugins after one. */
export function after<Name extends string, New extends string>(
  list: PluginList<Name>,
  name: NoInfer<Name>,
  ...plugins: PluginList<New>
): PluginList<Name | New> {
  const place = placeOf(list, name) + 1;
  return [...list.slice(0, place), ...plugins, ...list.slice(place)];
}

/** The list with more plugins before one. */
export function before<Name extends string, New extends string>(
  list: PluginList<Name>,
  name: NoInfer<Name>,
  ...plugins: PluginList<New>
): PluginList<Name | New> {
  const place = placeOf(list, name);
  return [...list.slice(0, place), ...plugins, ...list.slice(place)];
}

function placeOf(list: readonly Plugin[], name: string): number {
  const place = list.findIndex((plugin) => plugin.name === name);
  if (place >= 0) return place;
  const names = list.map((plugin) => plugin.name).join(', ');
  throw new CharmError(`the list of plugins has no ${name}: it has ${names}`);
}
