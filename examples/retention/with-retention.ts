import type { Databag } from '../../src/core/juju/databag.ts';
import type { RelationFormat } from '../../src/core/spec/relation-format.ts';
import type { Retention } from './retention.ts';

/** A format that also carries the retention, in two keys of its own. */
export function withRetention(format: RelationFormat): RelationFormat {
  return {
    ...format,
    name: `${format.name}-with-retention`,

    encode(spec, target) {
      const { retention } = spec.extensions;
      return { ...format.encode(spec, target), ...(retention && encode(retention)) };
    },

    decode(databag) {
      const spec = format.decode(databag);
      const retention = decode(databag);
      return retention === undefined
        ? spec
        : { ...spec, extensions: { ...spec.extensions, retention } };
    },
  };
}

function encode({ daily, weekly }: Retention): Databag {
  return { 'retention-daily': String(daily), 'retention-weekly': String(weekly) };
}

/** Undefined unless both are there, and numbers. */
function decode(databag: Databag): Retention | undefined {
  const [daily, weekly] = ['retention-daily', 'retention-weekly'].map((key) => {
    const text = databag[key] ?? '';
    return /^[0-9]{1,9}$/.test(text) ? Number(text) : undefined;
  });
  return daily === undefined || weekly === undefined ? undefined : { daily, weekly };
}
