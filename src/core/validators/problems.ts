import { kind } from '../problems/kind.ts';
import { quote } from '../problems/quote.ts';

/** Where in the option `plugins` a problem is: the plugin that an item names, and its line. */
export interface AtPlugin {
  readonly name: string;
  readonly line: number;
}

const plugins = (line: number) => ({ option: 'plugins', line });

const example = '- size-budget: {bytes: 10 GiB}';

const correct = (nearest: string | undefined) =>
  nearest === undefined ? 'correct the name' : `write ${nearest} if that is meant`;

const attach = 'juju attach-resource <application> site-plugins=<file>.mjs';

export const pluginsNotYaml = kind(
  'plugins/not-yaml',
  'error',
  'The option `plugins` is not valid YAML.',
  `write a list, as in ${example}`,
  (line: number, reason: string) => ({
    ...plugins(line),
    message: `is not valid YAML: ${reason}`,
  }),
);

export const pluginsNotAList = kind(
  'plugins/not-a-list',
  'error',
  'The option `plugins` is YAML, but no list.',
  `start each plugin with a dash, as in ${example}`,
  (found: string) => ({
    ...plugins(1),
    message: `is ${found}, not a list`,
  }),
);

export const pluginsTooLong = kind(
  'plugins/too-long',
  'error',
  'The option `plugins` is longer than what the charm reads. None of it counts then.',
  'write long lists as fewer patterns, or put them into a site plugin',
  (length: number, most: number) => ({
    ...plugins(1),
    message: `is ${length} characters long, and at most ${most} are read`,
  }),
);

export const tooManyPlugins = kind(
  'plugins/too-many',
  'error',
  'The option `plugins` has more items than the charm reads.',
  'take those from this line on out',
  (line: number, count: number, most: number) => ({
    ...plugins(line),
    message: `has ${count} items, and the first ${most} count`,
  }),
);

export const tooManyAliases = kind(
  'plugins/too-many-aliases',
  'error',
  'The option `plugins` has more YAML aliases than the charm resolves. None of it counts then.',
  'write out what they stand for',
  (most: number) => ({
    ...plugins(1),
    message: `has more than ${most} aliases`,
  }),
);

export const wrongPluginItem = kind(
  'plugins/wrong-item',
  'error',
  'An item of `plugins` is neither a name nor a name with options.',
  `write one plugin for each dash, as in ${example}`,
  (line: number, item: string) => ({
    ...plugins(line),
    message: `${quote(item)} is neither a name nor a name with options`,
  }),
);

export const pluginListedTwice = kind(
  'plugins/listed-twice',
  'error',
  'A plugin stands in `plugins` twice.',
  'take one out',
  ({ name, line }: AtPlugin) => ({
    ...plugins(line),
    value: name,
    message: `${quote(name)} is listed twice`,
  }),
);

export const pluginAlwaysOn = kind(
  'plugins/always-on',
  'error',
  "A name in `plugins` is that of one of the charm's own plugins, which always run and take no options.",
  'take it out; a plugin of your own needs another name',
  ({ name, line }: AtPlugin) => ({
    ...plugins(line),
    value: name,
    message: `${quote(name)} is the name of a plugin that always runs`,
  }),
);

export const noSitePlugins = kind(
  'plugins/no-resource',
  'error',
  'A name in `plugins` is not that of a bundled plugin, and no resource `site-plugins` is attached that could have it.',
  `correct the name, or attach the file that exports it: ${attach}`,
  ({ name, line }: AtPlugin, bundled: readonly string[], nearest?: string) => ({
    ...plugins(line),
    value: name,
    message: `${quote(name)} is none of the bundled plugins (${bundled.join(', ')})`,
    fix: `${correct(nearest)}, or attach the file that exports it: ${attach}`,
  }),
);

export const unknownPlugin = kind(
  'plugins/unknown-name',
  'error',
  'A name in `plugins` is neither that of a bundled plugin nor that of an export of the resource `site-plugins`.',
  `correct the name, or attach a file that exports it: ${attach}`,
  (
    { name, line }: AtPlugin,
    bundled: readonly string[],
    exported: readonly string[],
    nearest?: string,
  ) => ({
    ...plugins(line),
    value: name,
    message: `${quote(name)} is none of the bundled plugins (${bundled.join(', ')}), and site-plugins exports ${exported.join(', ') || 'nothing'}`,
    fix: `${correct(nearest)}, or attach a file that exports it: ${attach}`,
  }),
);

export const unknownPluginOption = kind(
  'plugins/unknown-option',
  'error',
  'A plugin was given an option that it does not have.',
  'correct the name of the option, or take it out',
  ({ name, line }: AtPlugin, option: string, known: readonly string[], nearest?: string) => ({
    ...plugins(line),
    value: option,
    message: `${name} has no option ${quote(option)}, it has ${known.join(', ') || 'none'}`,
    fix: known.length > 0 ? correct(nearest) : 'take it out',
  }),
);

export const wrongPluginOption = kind(
  'plugins/wrong-option',
  'error',
  'An option of a plugin has a value that it does not take, or lacks the one that it needs.',
  'give it what the plugin takes',
  ({ name, line }: AtPlugin, option: string, found: string, expected: string) => ({
    ...plugins(line),
    value: option,
    message: `${name}: ${option} ${found}`,
    fix: `give it ${expected}`,
  }),
);

export const wrongPluginOptions = kind(
  'plugins/wrong-options',
  'error',
  "A plugin's options can't be written out: an alias stands for something that it is part of, or for too much.",
  'write them out, without the alias',
  ({ name, line }: AtPlugin, what: string) => ({
    ...plugins(line),
    value: name,
    message: `the options of ${quote(name)} ${what}`,
  }),
);

export const sitePluginsNotLoaded = kind(
  'plugins/not-loaded',
  'error',
  'The file of the resource `site-plugins` can not be loaded: it has a syntax error, imports what is not there, or throws.',
  `correct the file and attach it again: ${attach}`,
  (reason: string) => ({
    option: 'plugins',
    message: `site-plugins can't be loaded: ${reason}`,
  }),
);
