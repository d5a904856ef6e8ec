import { type MaterializeFilesContext, stages } from '../../core/hooks/hooks.ts';
import type { Plugin } from '../../core/hooks/plugin.ts';
import type { Config } from '../../core/juju/config.ts';
import type { Script } from '../../core/spec/draft.ts';
import { scriptOptions } from '../../core/spec/spec.ts';
import { encodeEnvironment, environmentFile } from '../../core/unit/files/environment-file.ts';
import { type EnvironmentAnswer, readEnvironment } from './environment/environment.ts';
import * as environmentProblems from './environment/problems.ts';
import { invalidTimeout, scriptTooLong } from './problems.ts';
import {
  isWrapping,
  longestTimeout,
  nothing,
  type RunSettings,
  readRunSettings,
  runOptions,
} from './run-settings.ts';

export interface RunScriptsOptions {
  /** The config options that hold a script; the four of old where it is not given. Each is the name of its file too. */
  readonly options?: readonly string[];
}

/** Bytes of a script. */
export const mostOfScript = 5 * 1024 * 1024;

/** What a provider runs around each backup, and has to run for the backup to be noted. */
const aroundBackup: readonly string[] = ['run-before-backup', 'run-after-backup'];

/**
 * Keeps the script options in files on every unit. Once one is set, all of them have a file: a provider may look for a
 * script for some time after its option was reset. What was saved must come back, so that the scripts around a restore
 * stay when the unit goes.
 *
 * A script has a wrapper in its place where it has a time limit or a secret's variables, where its runs are noted, or
 * where a failure is cleaned up after.
 */
export function runScripts({
  options = scriptOptions,
}: RunScriptsOptions = {}): Plugin<'run-scripts'> {
  const name = 'run-scripts';
  return {
    name,
    options: [...options, ...runOptions],
    problems: [scriptTooLong, invalidTimeout, ...Object.values(environmentProblems)],
    apply(charm) {
      charm.hooks.validateConfig.tap({ name, stage: stages.read }, (context) => {
        const { config, draft, managedFolder, report } = context;
        const settings = readRunSettings(config);
        draft.scripts = scriptsIn(config, options, settings.isRecorded, managedFolder);
        for (const { option, content } of draft.scripts) {
          const bytes = Buffer.byteLength(content);
          if (bytes > mostOfScript) report(scriptTooLong(option, bytes, mostOfScript));
        }
        const timeout = config.text('script-timeout') ?? '';
        if (timeout.trim() !== '' && settings.limit === undefined) {
          report(invalidTimeout(timeout, longestTimeout / 86_400));
        }
        const environment = environmentOf(context, settings);
        if ('findings' in environment) environment.findings.forEach(report);
      });
      charm.hooks.materializeFiles.tapPromise(name, async (context) => {
        const { config, scripts, folder, leaving } = context;
        if (leaving) {
          await keepForRestore(context, options);
          return;
        }
        if (scripts.length === 0 && !options.some((option) => Object.hasOwn(folder.last, option))) {
          return;
        }
        const settings = readRunSettings(config);
        if (!isWrapping(settings)) {
          const contents = new Map(scripts.map(({ option, content }) => [option, content]));
          for (const option of options) folder.put(option, contents.get(option) ?? nothing);
          return;
        }
        const { wrappedFiles } = await import('./wrapper/wrapped-files.ts');
        const files = await wrappedFiles(
          scripts,
          options,
          settings,
          environmentFor(context, settings),
        );
        for (const [file, content] of files) folder.put(file, content);
        if (settings.isRecorded) folder.recordRuns();
      });
    },
  };
}

/**
 * A script of nothing but white space counts as not set. Where backups are noted, those around a backup run also where they
 * are not set.
 */
function scriptsIn(
  config: Config,
  options: readonly string[],
  isRecorded: boolean,
  folder: string,
): Script[] {
  return options.flatMap((option) => {
    const content = config.text(option) ?? '';
    const path = `${folder}/${option}`;
    if (content.trim() !== '') return [{ option, content, path }];
    return isRecorded && aroundBackup.includes(option) ? [{ option, content: nothing, path }] : [];
  });
}

type Asking = Pick<MaterializeFilesContext, 'secret' | 'unit'>;

function environmentOf({ secret, unit }: Asking, { secret: uri }: RunSettings): EnvironmentAnswer {
  if (uri === undefined) return { variables: {} };
  return readEnvironment(secret(uri), uri, unit.replace(/\/.*/, ''));
}

/** The content of the file of the variables. The last good one stays while the secret can't be read. */
function environmentFor(
  context: MaterializeFilesContext,
  settings: RunSettings,
): string | undefined {
  if (settings.secret === undefined) return undefined;
  const environment = environmentOf(context, settings);
  return 'variables' in environment
    ? encodeEnvironment(environment.variables)
    : context.folder.last[environmentFile];
}

/** The provider keeps the scripts around a restore for as long as it keeps backups. */
async function keepForRestore(
  { folder, wasPublished, tell }: MaterializeFilesContext,
  options: readonly string[],
): Promise<void> {
  if (!wasPublished) return;
  const { plainScript } = await import('./wrapper/wrapped-files.ts');
  for (const option of options.filter((each) => each.endsWith('-restore'))) {
    const script = plainScript(folder.last, option);
    if (script === 'needs-environment') {
      tell(`${option} goes too: it needs the variables of the secret, which nobody may keep here`);
    } else if (script !== nothing) {
      folder.put(option, script);
    }
  }
}
