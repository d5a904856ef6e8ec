import { stages } from '../../core/hooks/hooks.ts';
import type { Plugin } from '../../core/hooks/plugin.ts';
import { parseFileset } from './parse.ts';
import { filesetNotSet } from './problems.ts';

/** Reads the `fileset` option into the draft. Every entry stands for the path as written, until a later plugin says otherwise. */
export function fileset(): Plugin<'fileset'> {
  const name = 'fileset';
  return {
    name,
    options: ['fileset'],
    problems: [filesetNotSet],
    apply(charm) {
      charm.hooks.validateConfig.tap({ name, stage: stages.read }, ({ config, draft, report }) => {
        draft.entries = parseFileset(config.text('fileset') ?? '');
        if (draft.entries.length === 0) report(filesetNotSet());
      });
    },
  };
}
