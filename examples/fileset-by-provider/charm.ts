import { Charm } from '../../src/core/charm.ts';
import { after, replace } from '../../src/core/plugin-list.ts';
import { backupV0 } from '../../src/plugins/relation-publisher/backup-v0.ts';
import { relationPublisher } from '../../src/plugins/relation-publisher/relation-publisher.ts';
import { bundledValidators, standard } from '../../src/plugins/standard.ts';
import { byProvider } from './by-provider.ts';
import { filesetByProvider } from './fileset-by-provider.ts';

const reading = after(standard(), 'fileset', filesetByProvider());
const telling = replace(
  reading,
  'relation-publisher',
  relationPublisher({ format: byProvider(backupV0) }),
);

/** The charm, with a part of the fileset for each provider: databases to one, and an archive to another. */
export const charm = new Charm(telling, bundledValidators);
