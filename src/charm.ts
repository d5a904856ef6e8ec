import { Charm } from './core/charm.ts';

/** The composition: the plugins, in the order in which they run. A fork edits this list and nothing else. */
export const charm = new Charm([]);
