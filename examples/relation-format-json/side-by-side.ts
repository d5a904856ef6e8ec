import type { RelationFormat } from '../../src/core/spec/relation-format.ts';

/**
 * Publishes two formats in each relation, for the time in which some providers read the one and some the other: each
 * takes the keys that it knows. What either can't carry is refused, as every provider has to save the same.
 *
 * @throws Error in `encode` when both formats write the same key
 */
export function sideBySide(older: RelationFormat, newer: RelationFormat): RelationFormat {
  return {
    name: `${older.name}-and-${newer.name}`,
    options: [...(older.options ?? []), ...(newer.options ?? [])],
    problems: [...(older.problems ?? []), ...(newer.problems ?? [])],

    check(spec, target) {
      return [...older.check(spec, target), ...newer.check(spec, target)];
    },

    encode(spec, target) {
      const [one, other] = [older.encode(spec, target), newer.encode(spec, target)];
      const shared = Object.keys(one).filter((key) => Object.hasOwn(other, key));
      if (shared.length > 0) {
        throw new Error(`${older.name} and ${newer.name} both write ${shared.join(', ')}`);
      }
      return { ...one, ...other };
    },

    /** What was published before there were two is in the older one alone. */
    decode(databag) {
      const spec = newer.decode(databag);
      return spec.fileset.length > 0 ? spec : older.decode(databag);
    },
  };
}
