import { stages } from '../../core/hooks/hooks.ts';
import type { Plugin } from '../../core/hooks/plugin.ts';
import type { Config } from '../../core/juju/config.ts';
import type { Script } from '../../core/spec/draft.ts';
import { scriptOptions } from '../../core/spec/spec.ts';
import { scriptTooLong } from './problems.ts';

export interface RunScriptsOptions {
  /** The config options that hold a script; the four of old where it is not given. Each is the name of its file too. */
  readonly options?: readonly string[];
}

/** Bytes of a script. */
export const mostOfScript = 5 * 1024 * 1024;

/** What a job finds in the place of a script that is not set. */
const nothing = '#!/bin/sh\n# This script is not set.\nexit 0\n';

/**
 * Keeps the script options in files on every unit. Once one is set, all of them have a file: a provider may look for a
 * script for some time after its option was reset. What was saved must come back, so that the scripts around a restore
 * stay when the unit goes.
 */
export function runScripts({
  options = scriptOptions,
}: RunScriptsOptions = {}): Plugin<'run-scripts'> {
  const name = 'run-scripts';
  return {
    name,
    options,
    problems: [scriptTooLong],
    apply(charm) {
      charm.hooks.validateConfig.tap(
        { name, stage: stages.read },
        ({ config, draft, managedFolder, report }) => {
          draft.scripts = scriptsIn(config, options, managedFolder);
          for (const { option, content } of draft.scripts) {
            const bytes = Buffer.byteLength(content);
            if (bytes > mostOfScript) report(scriptTooLong(option, bytes, mostOfScript));
          }
        },
      );
      charm.hooks.materializeFiles.tap(name, ({ scripts, folder, leaving, wasPublished }) => {
        const { last } = folder;
        if (leaving) {
          const kept = options.filter((option) => isForRestore(option) && wasPublished);
          for (const option of kept) {
            const content = last[option] ?? nothing;
            if (content !== nothing) folder.put(option, content);
          }
          return;
        }
        const content = new Map(scripts.map((script) => [script.option, script.content]));
        if (content.size === 0 && !options.some((option) => Object.hasOwn(last, option))) return;
        for (const option of options) folder.put(option, content.get(option) ?? nothing);
      });
    },
  };
}

/** A script of nothing but white space counts as not set. */
function scriptsIn(config: Config, options: readonly string[], folder: string): Script[] {
  return options.flatMap((option) => {
    const content = config.text(option) ?? '';
    return content.trim() === '' ? [] : [{ option, content, path: `${folder}/${option}` }];
  });
}

function isForRestore(option: string): boolean {
  return option.endsWith('-restore');
}
