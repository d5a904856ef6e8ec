import { kind } from '../../src/core/problems/kind.ts';
import type { Finding } from '../../src/core/problems/problem.ts';
import { quote } from '../../src/core/problems/quote.ts';
import type { RelationFormat } from '../../src/core/spec/relation-format.ts';
import { type BackupSpec, scriptOptions } from '../../src/core/spec/spec.ts';
import { relativePath } from '../../src/plugins/fileset/problems.ts';

const key = 'backup-spec';

const notText = kind(
  'json-v1/not-text',
  'error',
  'A path has a NUL character or half of a surrogate pair, so it can not be the name of a file.',
  (path: string) => ({
    option: 'fileset',
    value: path,
    message: `${quote(path)} can't be the name of a file`,
    fix: 'correct it',
  }),
);

/**
 * One key that holds one JSON document: `{"version": 1, "fileset": [path, ...], "scripts": {option: path, ...}}`.
 * JSON quotes, so any path passes. The provider has to quote as well where it writes one down.
 */
export const jsonV1: RelationFormat = {
  name: 'json-v1',

  check({ fileset, scripts }) {
    return [...fileset, ...Object.values(scripts)].flatMap((path): Finding[] => {
      if (path.includes('\0') || !path.isWellFormed()) return [notText(path)];
      return path.startsWith('/') ? [] : [relativePath({ value: path, line: 1 })];
    });
  },

  encode({ fileset, scripts }) {
    const known = scriptOptions.filter((option) => scripts[option] !== undefined);
    const ordered = Object.fromEntries(known.map((option) => [option, scripts[option]]));
    return { [key]: JSON.stringify({ version: 1, fileset, scripts: ordered }) };
  },

  decode(databag) {
    const text = databag[key];
    return text === undefined ? { fileset: [], scripts: {} } : readDocument(JSON.parse(text));
  },
};

/** @throws Error for a document of another version, or of another shape */
function readDocument(document: unknown): BackupSpec {
  const { version, fileset, scripts } = fieldsOf(document);
  if (version !== 1) throw new Error(`${key} has version ${version}, not 1`);
  if (!Array.isArray(fileset)) throw new Error(`${key} has no fileset`);
  const paths = fieldsOf(scripts);
  return {
    fileset: fileset.map((path: unknown) => pathOf(path)),
    scripts: Object.fromEntries(
      scriptOptions
        .filter((option) => paths[option] !== undefined)
        .map((option) => [option, pathOf(paths[option])]),
    ),
  };
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) throw new Error(`${key} has another shape`);
  return { ...value };
}

function pathOf(value: unknown): string {
  if (typeof value === 'string') return value;
  throw new Error(`${key} has a path that is no text`);
}
