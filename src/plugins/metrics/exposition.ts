import type { RunRecordsByOption } from '../../core/unit/files/run-records.ts';

type RunRecord = RunRecordsByOption[string];

/** One metric of a script: its name, what it is, and its value in a record; undefined where there is none yet. */
interface Metric {
  readonly name: string;
  readonly help: string;
  readonly valueIn: (record: RunRecord) => number | undefined;
}

const prefix = 'backup_integrator';

const ofScripts: readonly Metric[] = [
  {
    name: `${prefix}_script_last_start_timestamp_seconds`,
    help: 'When the last run of the script began, in seconds since 1970.',
    valueIn: ({ started }) => started,
  },
  {
    name: `${prefix}_script_last_success_timestamp_seconds`,
    help: 'When a run of the script last ended with exit code 0, in seconds since 1970.',
    valueIn: ({ succeeded }) => succeeded,
  },
  {
    name: `${prefix}_script_last_duration_seconds`,
    help: 'How long the last run of the script took. Missing while it runs.',
    valueIn: ({ end }) => end?.seconds,
  },
  {
    name: `${prefix}_script_last_exit_code`,
    help: 'Exit code of the last run of the script: 124 where it was ended at script-timeout, 128 and its number for a signal. Missing while it runs.',
    valueIn: ({ end }) => end?.exitCode,
  },
];

/**
 * What is noted of the runs of scripts, in Prometheus' text format. What is not known is not there. The help of a metric
 * is the same whatever the application is, as node exporter wants it.
 *
 * @param since - seconds since 1970 from which on runs are noted; undefined where none are
 * @param options - the scripts, by config option
 */
export function expositionOf(
  application: string,
  since: number | undefined,
  options: readonly string[],
  records: RunRecordsByOption,
): string {
  const recording = family(
    `${prefix}_recording_since_timestamp_seconds`,
    'Since when the runs of the scripts are noted, in seconds since 1970.',
    since === undefined ? [] : [[{ application }, since]],
  );
  const runs = ofScripts.map(({ name, help, valueIn }) => {
    const samples = options.flatMap((script): Sample[] => {
      const record = Object.hasOwn(records, script) ? records[script] : undefined;
      const value = record === undefined ? undefined : valueIn(record);
      return value === undefined ? [] : [[{ application, script }, value]];
    });
    return family(name, help, samples);
  });
  return [recording, ...runs].join('');
}

type Sample = readonly [labels: Readonly<Record<string, string>>, value: number];

function family(name: string, help: string, samples: readonly Sample[]): string {
  if (samples.length === 0) return '';
  const lines = samples.map(([labels, value]) => {
    const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escaped(text)}"`);
    return `${name}{${pairs.join(',')}} ${value}`;
  });
  return [`# HELP ${name} ${help}`, `# TYPE ${name} gauge`, ...lines, ''].join('\n');
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
