import type { Plugin } from '../../core/hooks/plugin.ts';
import { expositionOf } from './exposition.ts';
import { obstacleTo, readMetricsFile } from './metrics-file.ts';
import * as problems from './problems.ts';

const option = 'metrics-file';

/** Paths of files that could not be removed yet; of more, the oldest are forgotten. */
const mostLeft = 10;

/**
 * Writes when the scripts ran last, how long that took and how it ended to the file that the option `metrics-file` names,
 * for the textfile collector of Prometheus' node exporter. It is written at each event where something has changed, and
 * goes with the option, or with the last unit of the application on the machine.
 */
export function metrics(): Plugin<'metrics'> {
  const name = 'metrics';
  return {
    name,
    options: [option],
    problems: Object.values(problems),
    apply(charm) {
      charm.hooks.validateConfig.tap(name, ({ config, disk, report }) => {
        const file = readMetricsFile(config.text(option) ?? '');
        if (file.kind === 'none') return;
        if (file.kind === 'invalid') {
          report(problems.invalidPath(file.value, file.wrong));
          return;
        }
        const obstacle = obstacleTo(file.path, disk);
        if (obstacle?.kind === 'link') report(problems.linkedFolder(obstacle.folder));
        if (obstacle?.kind === 'other') report(problems.noFolder(obstacle.folder, obstacle.wrong));
      });
      charm.hooks.materializeFiles.tap(name, (context) => {
        const { config, scripts, unit, runs, outside, note, leaving, isShared } = context;
        if (leaving && isShared) return;

        const [application = ''] = unit.split('/');
        const firstLine = `# Written by the charm backup-integrator, application ${application}.`;
        const fileAt = (path: string) => ({ option, path, firstLine });
        const noted = pathsIn(note.read() ?? '');
        const wanted = leaving ? undefined : wantedPath(config.text(option) ?? '', noted);

        const old = noted.filter((path) => path !== wanted);
        const left = old.filter((path) => !outside.remove(fileAt(path)));
        if (wanted !== undefined) {
          const options = scripts.map((script) => script.option);
          const text = expositionOf(application, runs.since, options, runs.read());
          outside.write(fileAt(wanted), text);
        }
        const paths = [...left.slice(-mostLeft), ...(wanted === undefined ? [] : [wanted])];
        if (paths.join('\n') !== noted.join('\n')) note.write(paths.join('\n'));
      });
    },
  };
}

/** A path that is refused changes nothing: the last good one, which is noted last, stays. */
function wantedPath(value: string, noted: readonly string[]): string | undefined {
  const file = readMetricsFile(value);
  if (file.kind === 'invalid') return noted.at(-1);
  return file.kind === 'file' ? file.path : undefined;
}

/** A note is a path in each line. What could not have been configured is none. */
function pathsIn(note: string): readonly string[] {
  return note.split('\n').filter((line) => readMetricsFile(line).kind === 'file');
}
