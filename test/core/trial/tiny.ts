import type {
  MaterializeFilesContext,
  PublishRelationContext,
  ValidateConfigContext,
} from '../../../src/core/hooks/hooks.ts';
import { stages } from '../../../src/core/hooks/hooks.ts';
import type { Plugin } from '../../../src/core/hooks/plugin.ts';

/** What a plugin does in each hook; it taps those for which something is given. */
interface Parts {
  readonly read?: (context: ValidateConfigContext) => void;
  readonly judge?: (context: ValidateConfigContext) => void;
  readonly materialize?: (context: MaterializeFilesContext) => void;
  readonly publish?: (context: PublishRelationContext) => void;
}

/** A plugin of a few functions. */
export function tiny<Name extends string>(
  name: Name,
  { read, judge, materialize, publish }: Parts,
  options: readonly string[] = ['fileset'],
): Plugin<Name> {
  return {
    name,
    options,
    apply({ hooks }) {
      if (read !== undefined) hooks.validateConfig.tap({ name, stage: stages.read }, read);
      if (judge !== undefined) hooks.validateConfig.tap(name, judge);
      if (materialize !== undefined) hooks.materializeFiles.tap(name, materialize);
      if (publish !== undefined) hooks.publishRelation.tap(name, publish);
    },
  };
}

/** A finding that says a word. */
export const finding = (message: string, severity: 'error' | 'warning' = 'warning') => ({
  code: 'tiny/word',
  severity,
  option: 'fileset',
  message,
  fix: 'none',
});
