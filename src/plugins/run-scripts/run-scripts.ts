import { basename } from 'node:path';
import type { Config } from '../../core/juju/config.ts';
import type { Plugin } from '../../core/plugin.ts';
import type { Script } from '../../core/spec/draft.ts';
import { scriptOptions } from '../../core/spec/spec.ts';

/** Writes the script options that are set to files on every unit, and removes the files of those that are not. */
export function runScripts(): Plugin {
  const name = 'run-scripts';
  return {
    name,
    apply(charm) {
      charm.hooks.validateConfig.tap(name, ({ config, draft, managedFolder }) => {
        draft.scripts = scriptsIn(config, managedFolder);
      });
      charm.hooks.materializeFiles.tap(name, ({ scripts, folder }) => {
        for (const script of scripts) folder.put(basename(script.path), script.content);
        folder.prune();
      });
    },
  };
}

/** A script of nothing but white space counts as not set. */
function scriptsIn(config: Config, folder: string): Script[] {
  return scriptOptions.flatMap((option) => {
    const content = config.text(option) ?? '';
    return content.trim() === '' ? [] : [{ option, content, path: `${folder}/${option}` }];
  });
}
