import { kind } from '../../core/problems/kind.ts';
import { quote } from '../../core/problems/quote.ts';

/** A blank before a slash is hardly the end of a folder's name. */
const looksLikeTwo = (path: string) => /\s\//.test(path);

export const relativePath = kind(
  'relation-publisher/relative-path',
  'error',
  'A path that is to be published is not absolute. The provider would look for it in the working folder of a daemon.',
  'write it from the root',
  (path: string) => ({
    option: 'fileset',
    value: path,
    message: `${quote(path)} is not an absolute path, and the provider takes no other`,
  }),
);

export const emptyFileset = kind(
  'relation-publisher/empty-fileset',
  'error',
  'For one of the relations nothing is left of the fileset. Nothing is published there: a provider that is told to save nothing would say OK each time.',
  'list what this provider is to save, or remove the relation',
  (relation: string, provider: string) => ({
    option: 'fileset',
    message: `nothing of it is for ${provider} (${relation})`,
  }),
);

export const unsupportedScript = kind(
  'relation-publisher/unsupported-script',
  'error',
  'A script option is set for which the relation format has no place, so the provider would never run it.',
  'reset the option, or use a charm whose relation format carries it',
  (option: string) => ({
    option,
    message: 'the relation has no place for this script, so no provider would run it',
  }),
);

export const unsupportedPath = kind(
  'relation-publisher/unsupported-path',
  'error',
  'A path has a character that the relation format cannot carry: the provider would save another path, or break on it. A match of a glob is left out for that, and blocks the unit that has it.',
  'rename it, or list a folder above it',
  (path: string, characters: readonly string[]) => ({
    option: 'fileset',
    value: path,
    message: `${quote(path)} has ${characters.join(', ')}: the provider would save another path, or fail`,
    ...(looksLikeTwo(path) ? { fix: 'put a comma between the two paths' } : {}),
  }),
);

export const pathBeyondBmp = kind(
  'relation-publisher/path-beyond-bmp',
  'warning',
  'A path has a character beyond U+FFFF, such as an emoji. It is published, but the hook of bacula-fd fails on it: its framework (ops 3.4 and later) passes it on in a form that Juju refuses.',
  'rename it, or list a folder above it',
  (path: string, characters: readonly string[]) => ({
    option: 'fileset',
    value: path,
    message: `${quote(path)} has ${characters.join(', ')}, and the hook of bacula-fd fails on characters beyond U+FFFF`,
  }),
);

export const unsupportedScriptPath = kind(
  'relation-publisher/unsupported-script-path',
  'error',
  'The path of a script file has a character at which the provider would split or change it.',
  'choose another path for script files in the plugin that writes them',
  (option: string, path: string, characters: readonly string[]) => ({
    option,
    value: path,
    message: `the script file ${quote(path)} has ${characters.join(', ')}, at which the provider would cut it`,
  }),
);
