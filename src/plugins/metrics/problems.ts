import { kind } from '../../core/problems/kind.ts';
import { quote } from '../../core/problems/quote.ts';

const option = 'metrics-file';

export const invalidPath = kind(
  'metrics/invalid-path',
  'error',
  'The option is no path at which node exporter could find metrics.',
  'write it as in /var/lib/prometheus/node-exporter/backup-integrator.prom, or reset the option',
  (value: string, wrong: string) => ({ option, value, message: `${quote(value)} ${wrong}` }),
);

export const noFolder = kind(
  'metrics/no-folder',
  'warning',
  "The folder of the metrics file is not there, or can't be looked at. No metrics are written on this unit until it is there.",
  'install node exporter there, make the folder, or name another path',
  (folder: string, wrong: string) => ({
    option,
    value: folder,
    message: `${quote(folder)} ${wrong}, so that no metrics are written on this unit`,
  }),
);

export const linkedFolder = kind(
  'metrics/linked-folder',
  'warning',
  'A symbolic link leads to the folder of the metrics file. Whoever may change the link could lead root elsewhere, so that no metrics are written until the path has none.',
  'write the path that it leads to',
  (folder: string) => ({
    option,
    value: folder,
    message: `${quote(folder)} is a symbolic link, so that no metrics are written on this unit`,
  }),
);
