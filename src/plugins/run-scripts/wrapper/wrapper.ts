import type { Duration } from '../../../core/juju/duration.ts';
import { perl } from '../../../core/process/perl.ts';
import { program } from './program.ts';

/** What a wrapper does besides running its script. */
export interface WrapperSettings {
  /** The config option of the script. */
  readonly option: string;
  /** The file next to the wrapper that holds the script. Undefined where there is none: then only the run is noted. */
  readonly body: string | undefined;
  /** After which the script is ended, with all that it has started. */
  readonly limit: Duration | undefined;
  /** Whether the variables of the file `environment` next to the wrapper are the script's. */
  readonly hasEnvironment: boolean;
  /** Whether start and end of each run are noted (`src/core/unit/files/run-records.ts`). */
  readonly isRecorded: boolean;
  /** The file of run-after-backup, which runs at once where the script fails. Undefined where it does not. */
  readonly cleanUp: string | undefined;
}

/** Seconds between the request to end and the kill. */
const grace = 5;

/** The file at a script's published path. */
export function wrapperOf(settings: WrapperSettings): string {
  const { option, body = '', limit, hasEnvironment, isRecorded, cleanUp = '' } = settings;
  const fields = {
    option,
    body,
    clean_up: cleanUp,
    limit: limit?.seconds ?? 0,
    limit_text: limit?.text ?? '',
    grace,
    environment: Number(hasEnvironment),
    record: Number(isRecorded),
  };
  const set = Object.entries(fields).map(([name, value]) => `  ${name} => ${literal(value)},`);
  return [
    `#!${perl}`,
    `# Written by the charm backup-integrator: runs ${body === '' ? 'nothing, and notes that it did' : body}.`,
    'my %set = (',
    ...set,
    ');',
    program.trimStart(),
  ].join('\n');
}

/** Whether the file is a wrapper, and what it wraps. */
export function wrappedBy(
  text: string,
): { readonly body: string; readonly hasEnvironment: boolean } | undefined {
  const [, body] =
    /^#!\/usr\/bin\/perl\n# Written by the charm [^\n]*\nmy %set = \(\n {2}option => '[^']*',\n {2}body => '([^']*)',$/m.exec(
      text,
    ) ?? [];
  if (body === undefined) return undefined;
  return { body, hasEnvironment: /^ {2}environment => 1,$/m.test(text) };
}

/** What the settings hold has no character that Perl reads as its own. */
function literal(value: string | number): string {
  return typeof value === 'number' ? String(value) : `'${value.replace(/[^\w .:-]/g, '')}'`;
}
