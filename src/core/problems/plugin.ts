import { kind } from './kind.ts';

export const pluginFailed = kind(
  'plugin/failed',
  'error',
  'A plugin threw while it checked the config, so what it would have found is not known.',
  (message: string) => ({
    option: 'config',
    message,
    fix: 'correct what it names, or report it to whoever wrote the plugin',
  }),
);
