import type { RelationFormat } from '../../src/core/spec/relation-format.ts';
import { isFor } from './parts.ts';

/** Publishes to each provider its part of the fileset. */
export function byProvider(format: RelationFormat): RelationFormat {
  return {
    ...format,
    name: `${format.name}-by-provider`,

    encode(spec, target) {
      const { filesetByProvider } = spec.extensions;
      const { application } = target.relation;
      const fileset = spec.fileset.filter((path) => isFor(filesetByProvider, application, path));
      return format.encode({ ...spec, fileset }, target);
    },
  };
}
