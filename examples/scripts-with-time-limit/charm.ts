import { Charm } from '../../src/core/charm.ts';
import { after } from '../../src/core/plugin-list.ts';
import { bundledValidators, standard } from '../../src/plugins/standard.ts';
import { timeLimit } from './time-limit.ts';

/** The charm, with a time limit around each script: Bacula has none, and one job that hangs holds up all the others. */
export const charm = new Charm(
  after(standard(), 'run-scripts', timeLimit({ limit: '6h' })),
  bundledValidators,
);
