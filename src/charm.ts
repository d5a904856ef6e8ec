import { Charm } from './core/charm.ts';
import { bundledValidators, standard } from './plugins/standard.ts';

/** The composition: the one file that a fork edits. */
export const charm = new Charm(standard(), bundledValidators);
