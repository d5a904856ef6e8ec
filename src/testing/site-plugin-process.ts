import { extname, join } from 'node:path';

/** What a site's plugin runs in, where no executable of the charm is at hand. */
export const sitePluginProcess = join(
  import.meta.dirname,
  `../core/validators/site-plugin-process${extname(import.meta.filename)}`,
);
