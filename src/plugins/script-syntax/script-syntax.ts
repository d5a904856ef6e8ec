import { syntaxError, syntaxUnchecked } from '../../core/problems/validators.ts';
import type { PluginOptions } from '../../core/validators/plugin-options.ts';
import type { Validator } from '../../core/validators/validator.ts';
import { checkFor, interpreterOf } from './interpreter.ts';
import { runCheck } from './run-check.ts';

export interface ScriptSyntaxOptions {
  /** For each script; 5 where it is not given. */
  readonly seconds?: number | undefined;
}

/** Has each script read by its own interpreter, which runs nothing of it. */
export function scriptSyntax({ seconds = 5 }: ScriptSyntaxOptions = {}): Validator {
  const name = 'script-syntax';
  return {
    name,
    apply(charm) {
      charm.hooks.validateConfig.tap(name, ({ draft, disk, report }) => {
        for (const { option, content } of draft.scripts) {
          const interpreter = interpreterOf(content);
          const check = checkFor(interpreter);
          if (check === undefined) {
            const reason = 'has no check that runs nothing of it';
            report(syntaxUnchecked(option, interpreter, reason));
          } else if (disk.stat(interpreter)?.isFile()) {
            const verdict = runCheck(check, content, seconds);
            if (verdict.kind === 'wrong') report(syntaxError(option, verdict.line, check.command));
            if (verdict.kind === 'unknown') {
              report(syntaxUnchecked(option, interpreter, verdict.reason));
            }
          } else {
            report(syntaxUnchecked(option, interpreter, 'is not on this unit'));
          }
        }
      });
    },
  };
}

/** As the config option `plugins` makes it. */
export function scriptSyntaxFrom(options: PluginOptions): Validator {
  return scriptSyntax({ seconds: options.wholeNumber('seconds', { least: 1, most: 60 }) });
}
