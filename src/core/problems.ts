import type { Finding, Severity } from './problem.ts';
import { quote } from './quote.ts';

/** The part of a finding that depends on the case. */
type Details = Omit<Finding, 'code' | 'severity'>;

/** One kind of problem: call it with the case's facts to get a finding. `about` explains it in the reference. */
export interface ProblemKind<Facts extends readonly unknown[]> {
  (...facts: Facts): Finding;
  readonly code: string;
  readonly severity: Severity;
  readonly about: string;
}

function kind<Facts extends readonly unknown[]>(
  code: string,
  severity: Severity,
  about: string,
  details: (...facts: Facts) => Details,
): ProblemKind<Facts> {
  const find = (...facts: Facts): Finding => ({ code, severity, ...details(...facts) });
  return Object.assign(find, { code, severity, about });
}

/** Where in the fileset a problem is. */
interface At {
  readonly value: string;
  readonly line: number;
}

const fileset = ({ value, line }: At) => ({ option: 'fileset', value, line });

// ---- any plugin

export const pluginFailed = kind(
  'plugin/failed',
  'error',
  'A plugin threw while it checked the config, so what it would have found is not known.',
  (message: string) => ({
    option: 'config',
    message,
    fix: 'correct what it names, or report it to whoever wrote the plugin',
  }),
);

// ---- fileset

export const filesetNotSet = kind(
  'fileset/not-set',
  'error',
  'There is nothing to save: `fileset` is unset, or holds only blanks, commas and line breaks.',
  () => ({
    option: 'fileset',
    message: 'is not set, so there is nothing to save',
    fix: 'list what to save, as in fileset=/var/backups,/etc',
  }),
);

export const relativePath = kind(
  'fileset/relative-path',
  'error',
  'An entry does not start with `/`. Bacula would resolve it against the working folder of its daemon, or read it as a command or a list.',
  (at: At) => ({
    ...fileset(at),
    message: `${quote(at.value)} is not an absolute path`,
    fix: `write it from the root, as in ${quote(`/${at.value.replace(/^[./]+/, '')}`)}`,
  }),
);

export const parentSegment = kind(
  'fileset/parent-segment',
  'error',
  'An entry has a `..` segment. What it leads to changes with the symbolic links on each unit.',
  (at: At) => ({
    ...fileset(at),
    message: `${quote(at.value)} has a ".." in it, which can lead elsewhere on another unit`,
    fix: 'write the path that it leads to',
  }),
);
