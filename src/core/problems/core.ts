import { kind } from './kind.ts';
import { oneLine, quote } from './quote.ts';

/** The few kinds of problem that core itself finds. */
export const pluginFailed = kind(
  'plugin/failed',
  'error',
  'A plugin threw while it checked the config, so what it would have found is not known.',
  'correct what it names, or report it to whoever wrote the plugin',
  (message: string) => ({
    option: 'config',
    message: oneLine(message, 1500),
  }),
);

export const twoWriters = kind(
  'plugin/two-writers',
  'error',
  'Two plugins want the same key of a relation. Nothing is published then, as either would undo the other.',
  'have one of them use another key, or take it out of the charm',
  (key: string, relation: string, plugins: readonly string[]) => ({
    option: 'config',
    message: `plugins ${plugins.join(' and ')} both publish ${quote(key)} in ${relation}`,
  }),
);

export const leftOnDisk = kind(
  'files/left-on-disk',
  'warning',
  "A file or folder that has had its time can't be removed, or something is mounted on it, so that it is left alone. Nothing waits for it.",
  'remove it once that can be done, or unmount what is on it',
  (what: string, fix: string) => ({ option: 'config', message: what, fix }),
);

export const leftOutside = kind(
  'files/left-outside',
  'warning',
  "A file that the config names in a folder of others can't be written or removed, or what is there is not the charm's, so that it is left alone. Nothing waits for it.",
  'move what is there away, or name another path',
  (option: string, what: string, fix: string) => ({ option, message: what, fix }),
);
