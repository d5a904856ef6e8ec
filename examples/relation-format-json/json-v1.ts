import { kind } from '../../src/core/problems/kind.ts';
import { quote } from '../../src/core/problems/quote.ts';
import type { RelationFormat } from '../../src/core/spec/relation-format.ts';
import { type BackupSpec, emptySpec } from '../../src/core/spec/spec.ts';

const key = 'backup-spec';

const notText = kind(
  'json-v1/not-text',
  'error',
  'A path has a NUL character or half of a surrogate pair, so no file can have it as its name.',
  'correct it',
  (option: string, path: string) => ({
    option,
    value: path,
    message: `${quote(path)} can't be the name of a file`,
  }),
);

const relativePath = kind(
  'json-v1/relative-path',
  'error',
  'A path is not absolute, so each provider would look for it in a folder of its own.',
  'write it from the root',
  (path: string) => ({
    option: 'fileset',
    value: path,
    message: `${quote(path)} is not an absolute path`,
  }),
);

/**
 * One key that holds one JSON document: `{"version": 1, "fileset": [path, ...], "scripts": {option: path, ...}}`.
 * JSON quotes, so any path passes. The provider has to quote as well where it writes one down.
 */
export const jsonV1: RelationFormat = {
  name: 'json-v1',
  problems: [notText, relativePath],

  check({ fileset, scripts }) {
    const isWrong = (path: string) => path.includes('\0') || !path.isWellFormed();
    return [
      ...fileset.filter(isWrong).map((path) => notText('fileset', path)),
      ...fileset.filter((path) => !path.startsWith('/')).map((path) => relativePath(path)),
      ...Object.entries(scripts)
        .filter(([, path]) => isWrong(path))
        .map(([option, path]) => notText(option, path)),
    ];
  },

  encode({ fileset, scripts }) {
    return { [key]: JSON.stringify({ version: 1, fileset, scripts }) };
  },

  decode(databag) {
    try {
      return readDocument(JSON.parse(databag[key] ?? ''));
    } catch {
      return emptySpec;
    }
  },
};

/** Nothing, for a document of another version or of another shape. */
function readDocument(document: unknown): BackupSpec {
  const { version, fileset, scripts } = fieldsOf(document);
  const paths = Object.entries(fieldsOf(scripts));
  if (version !== 1 || !Array.isArray(fileset)) return emptySpec;
  if (![...fileset, ...paths.map(([, path]) => path)].every(isText)) return emptySpec;
  return { fileset: fileset.filter(isText), scripts: textsOf(paths), extensions: {} };
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function textsOf(entries: readonly (readonly [string, unknown])[]): Record<string, string> {
  return Object.fromEntries(
    entries.flatMap(([name, text]) => (isText(text) ? [[name, text] as const] : [])),
  );
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
