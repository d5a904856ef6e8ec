import { Charm } from '../../src/core/charm.ts';
import { replace, without } from '../../src/core/plugin-list.ts';
import { bundledValidators, standard } from '../../src/plugins/standard.ts';
import { manifestFileset } from './manifest-fileset.ts';

/** The charm, with a fileset that the principal charm ships instead of the config option. It lists paths as they stand. */
export const charm = new Charm(
  replace(
    without(standard(), 'globs'),
    'fileset',
    manifestFileset({ path: '/etc/backup-manifest' }),
  ),
  bundledValidators,
);
