import { basename } from 'node:path';
import type { Plugin } from '../../src/core/plugin.ts';
import { scriptOptions } from '../../src/core/spec/spec.ts';

/** Where the script itself lies, beside the file that the provider runs. */
const body = (file: string) => `${file}.script`;

/**
 * In place of `run-scripts`: the file that the provider runs ends the script after a time, with exit code 124.
 *
 * @param limit - a number and a unit, as timeout(1) reads it
 */
export function timedScripts({ limit }: { readonly limit: `${number}${'s' | 'm' | 'h'}` }): Plugin {
  const name = 'timed-scripts';
  return {
    name,
    apply(charm) {
      charm.hooks.validateConfig.tap(name, ({ config, draft, managedFolder }) => {
        draft.scripts = scriptOptions.flatMap((option) => {
          const content = config.text(option) ?? '';
          return content.trim() === ''
            ? []
            : [{ option, content, path: `${managedFolder}/${option}` }];
        });
      });
      charm.hooks.materializeFiles.tap(name, ({ scripts, folder }) => {
        for (const { path, content } of scripts) {
          const runner = `#!/bin/sh\nexec timeout --kill-after=30s ${limit} ${body(path)}\n`;
          folder.put(body(basename(path)), content);
          folder.put(basename(path), runner);
        }
        folder.prune();
      });
    },
  };
}
