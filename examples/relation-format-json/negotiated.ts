import type { ProviderRelation } from '../../src/core/juju/backup-relation.ts';
import type { RelationFormat } from '../../src/core/spec/relation-format.ts';

/** The key in which a provider lists, joined by commas, the formats that it reads beside the older one. */
const key = 'backup-formats';

/**
 * Chooses for each relation: the newer format where the provider says that it reads it, and the older one elsewhere,
 * which may be both side by side. A path that only the newer one can carry is refused while any relation has the older.
 */
export function negotiated(older: RelationFormat, newer: RelationFormat) {
  return (relation: ProviderRelation): RelationFormat => {
    const read = (relation.provider()[key] ?? '').split(',');
    return read.includes(newer.name) ? newer : older;
  };
}
