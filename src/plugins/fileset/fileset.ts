import { stages } from '../../core/hooks/hooks.ts';
import type { Plugin } from '../../core/hooks/plugin.ts';
import { intentOf } from './intents.ts';
import { parseFileset } from './parse.ts';
import { filesetNotSet, notAPath } from './problems.ts';

/**
 * Reads the `fileset` option into the draft. Every entry stands for the path as written, until a later plugin says
 * otherwise; one that is something else than a path stands for none.
 */
export function fileset(): Plugin<'fileset'> {
  const name = 'fileset';
  return {
    name,
    options: ['fileset'],
    problems: [filesetNotSet, notAPath],
    apply(charm) {
      charm.hooks.validateConfig.tap({ name, stage: stages.read }, ({ config, draft, report }) => {
        const entries = parseFileset(config.text('fileset') ?? '');
        if (entries.length === 0) report(filesetNotSet());
        draft.entries = entries.map((entry) => {
          const intent = intentOf(entry.value);
          if (intent === undefined) return entry;
          report(notAPath(entry, intent));
          return { ...entry, paths: [] };
        });
      });
    },
  };
}
