import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expositionOf } from '../../../src/plugins/metrics/exposition.ts';
import { anyCharacter } from '../../support/any-character.ts';

const options = ['run-before-backup', 'run-after-backup'];
const end = { at: 1764000012, exitCode: 3, seconds: 12, isOverLimit: false };

describe('the metrics', () => {
  it('are what is noted of each script', () => {
    const text = expositionOf('app', 1763000000, options, {
      'run-after-backup': { started: 1764000000, end, succeeded: 1763900000 },
      'run-before-backup': { started: 1764000001 },
    });
    expect(
      text,
    ).toBe(`# HELP backup_integrator_recording_since_timestamp_seconds Since when the runs of the scripts are noted, in seconds since 1970.
# TYPE backup_integrator_recording_since_timestamp_seconds gauge
backup_integrator_recording_since_timestamp_seconds{application="app"} 1763000000
# HELP backup_integrator_script_last_start_timestamp_seconds When the last run of the script began, in seconds since 1970.
# TYPE backup_integrator_script_last_start_timestamp_seconds gauge
backup_integrator_script_last_start_timestamp_seconds{application="app",script="run-before-backup"} 1764000001
backup_integrator_script_last_start_timestamp_seconds{application="app",script="run-after-backup"} 1764000000
# HELP backup_integrator_script_last_success_timestamp_seconds When a run of the script last ended with exit code 0, in seconds since 1970.
# TYPE backup_integrator_script_last_success_timestamp_seconds gauge
backup_integrator_script_last_success_timestamp_seconds{application="app",script="run-after-backup"} 1763900000
# HELP backup_integrator_script_last_duration_seconds How long the last run of the script took. Missing while it runs.
# TYPE backup_integrator_script_last_duration_seconds gauge
backup_integrator_script_last_duration_seconds{application="app",script="run-after-backup"} 12
# HELP backup_integrator_script_last_exit_code Exit code of the last run of the script: 124 where it was ended at script-timeout, 128 and its number for a signal. Missing while it runs.
# TYPE backup_integrator_script_last_exit_code gauge
backup_integrator_script_last_exit_code{application="app",script="run-after-backup"} 3
`);
  });

  it('are none of what is not known', () => {
    expect(expositionOf('app', undefined, options, {})).toBe('');
    expect(expositionOf('app', 5, options, {}).split('\n')).toHaveLength(4);
  });

  it('are those of the scripts that there are, whatever is noted', () => {
    const records = { 'run-old': { started: 1 }, since: { started: 2 } };
    expect(expositionOf('app', undefined, [...options, 'constructor'], records)).toBe('');
  });

  it('are a line each, whatever a name holds', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: anyCharacter }),
        fc.string({ unit: anyCharacter }),
        (app, script) => {
          const records = Object.fromEntries([[script, { started: 1 }]]);
          const lines = expositionOf(app, 1, [script], records).split('\n');
          expect(lines).toHaveLength(7);
          for (const line of lines.filter((each) => each !== '' && !each.startsWith('#'))) {
            expect(line).toMatch(/^[a-z_]+(?:\{(?:[a-z]+="(?:[^"\\]|\\["\\n])*",?)+\}) 1$/su);
          }
        },
      ),
    );
  });
});
