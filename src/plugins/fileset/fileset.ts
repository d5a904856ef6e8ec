import type { Plugin } from '../../core/plugin.ts';
import { parseFileset } from './parse.ts';
import { filesetNotSet } from './problems.ts';

/** Reads the `fileset` option into the draft. Every entry stands for the path as written, until a later plugin says otherwise. */
export function fileset(): Plugin {
  const name = 'fileset';
  return {
    name,
    apply(charm) {
      charm.hooks.validateConfig.tap(name, ({ config, draft, report }) => {
        draft.entries = parseFileset(config.text('fileset') ?? '');
        if (draft.entries.length === 0) report(filesetNotSet());
      });
    },
  };
}
