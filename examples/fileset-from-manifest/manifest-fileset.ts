import { stages } from '../../src/core/hooks/hooks.ts';
import type { Plugin } from '../../src/core/hooks/plugin.ts';
import { kind } from '../../src/core/problems/kind.ts';
import { quote } from '../../src/core/problems/quote.ts';
import { ifThere } from '../../src/core/unit/disk/unit-disk.ts';

const noManifest = kind(
  'manifest-fileset/no-manifest',
  'error',
  'The principal charm has not put a manifest on this unit, or an empty one.',
  'have the principal charm write one absolute path on each line of it',
  (path: string) => ({
    option: 'fileset',
    value: path,
    message: `comes from ${quote(path)}, which lists nothing on this unit`,
  }),
);

const optionUnused = kind(
  'manifest-fileset/option-unused',
  'warning',
  'The option `fileset` is set, but this charm takes its fileset from the manifest.',
  'reset the option',
  (path: string) => ({
    option: 'fileset',
    message: `is set, but the fileset comes from ${quote(path)}`,
  }),
);

/** Reads the fileset from a file that the principal charm ships: one path on each line, `#` begins a comment line. */
export function manifestFileset({ path }: { readonly path: string }): Plugin<'manifest-fileset'> {
  const name = 'manifest-fileset';
  return {
    name,
    options: ['fileset'],
    problems: [noManifest, optionUnused],
    apply(charm) {
      charm.hooks.validateConfig.tap({ name, stage: stages.read }, (context) => {
        const { config, disk, draft, report } = context;
        const lines = (ifThere(disk.readText(path)) ?? '').split('\n');
        draft.entries = lines.flatMap((text, index) => {
          const value = text.trim();
          const isEntry = value !== '' && !value.startsWith('#');
          return isEntry ? [{ value, line: index + 1, paths: [value] }] : [];
        });
        if (draft.entries.length === 0) report(noManifest(path));
        if (config.text('fileset') !== undefined) report(optionUnused(path));
      });
    },
  };
}
