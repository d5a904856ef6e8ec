import { CharmError } from '../problems/charm-error.ts';
import { escapeJson } from './escape-json.ts';

/** One side of a relation's data. In `relation-set`, an empty value deletes the key. */
export type Databag = Readonly<Record<string, string>>;

/** What Juju's YAML reader refuses, or changes, unless it is escaped. */
const misread = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

/**
 * The text that `relation-set --file` reads back as exactly these values.
 *
 * Juju parses the file as YAML (yaml.v2), of which JSON is a subset but for a few characters: those are escaped,
 * while characters beyond the BMP stay raw, since an escaped surrogate pair is refused.
 *
 * @throws CharmError when a value has a lone surrogate, which no databag can hold
 */
export function encodeDatabag(databag: Databag): string {
  for (const [key, value] of Object.entries(databag)) {
    if (value.isWellFormed()) continue;
    throw new CharmError(
      `the value of ${key} is not valid Unicode (a lone surrogate): a databag can't hold it`,
    );
  }
  return escapeJson(JSON.stringify(databag), misread);
}
