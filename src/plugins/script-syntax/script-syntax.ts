import { ifThere } from '../../core/unit/disk/unit-disk.ts';
import type { PluginOptions } from '../../core/validators/plugin-options.ts';
import type { Validator } from '../../core/validators/validator.ts';
import { checkFor, interpreterOf } from './interpreter.ts';
import { syntaxError, syntaxUnchecked } from './problems.ts';
import { runCheck } from './run-check.ts';

export interface ScriptSyntaxOptions {
  /** How long the check of each script may take; 5 where it is not given. */
  readonly seconds?: number | undefined;
}

/**
 * Has each script read by its own interpreter, which runs nothing of it.
 *
 * `sh` and `dash` (`-n`), `bash` (`-n`) and `python3` (compiled, nothing imported) read each script that is written for
 * them, as `nobody`. The problem has the line. A script for any other interpreter, or for one outside `/bin` and
 * `/usr/bin`, gets a warning that it is unchecked: `perl -c`, for one, would run parts of it.
 */
export function scriptSyntax({
  seconds = 5,
}: ScriptSyntaxOptions = {}): Validator<'script-syntax'> {
  const name = 'script-syntax';
  return {
    name,
    problems: [syntaxError, syntaxUnchecked],
    apply(charm) {
      charm.hooks.validateConfig.tap(name, ({ draft, disk, report }) => {
        for (const { option, content } of draft.scripts) {
          const interpreter = interpreterOf(content);
          const check = checkFor(interpreter);
          if (check === undefined) {
            const reason = 'has no check that runs nothing of it';
            report(syntaxUnchecked(option, interpreter, reason));
          } else if (ifThere(disk.stat(interpreter))?.isFile()) {
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
