import { Charm } from '../../src/core/charm.ts';
import { replace } from '../../src/core/plugin-list.ts';
import { backupV0 } from '../../src/plugins/relation-publisher/backup-v0.ts';
import { relationPublisher } from '../../src/plugins/relation-publisher/relation-publisher.ts';
import { bundledValidators, standard } from '../../src/plugins/standard.ts';
import { jsonV1 } from './json-v1.ts';
import { sideBySide } from './side-by-side.ts';

/**
 * The charm, publishing one JSON document next to the format of old. Once all providers read JSON, `{ format: jsonV1 }`
 * is enough.
 */
export const charm = new Charm(
  replace(
    standard(),
    'relation-publisher',
    relationPublisher({ format: sideBySide(backupV0, jsonV1) }),
  ),
  bundledValidators,
);
