import { postgresPrograms } from './postgres.ts';
import { execute } from './processes.ts';

/** One table of the page. A cell is plain text. */
export interface Section {
  /** Where it stands on the page. */
  readonly order: number;
  readonly title: string;
  readonly about: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const intro = `# Proof with real Bacula

This page is written by \`npm run test:bacula\`, which runs the packed charm, Bacula's director, storage daemon and file
daemons, PostgreSQL and an S3 server, and compares what a restore brings back with what was saved: content, mode, owner,
group, modification time in seconds, links and empty folders. CI runs it again and compares the page.

A job counts as clean when its status is T, its error count 0 and its file count above 0. Bacula's own "OK" is not
enough: several rows below say OK and lose data.
`;

export function composeProof(sections: readonly Section[]): string {
  const ordered = [...sections].sort((one, other) => one.order - other.order);
  return `${[intro, versions(), ...ordered.map(sectionText)].join('\n')}`;
}

/** The page but for the versions, which differ from one machine to the next. */
export function withoutVersions(page: string): string {
  return page.replace(/^Run with .*\n/m, '');
}

function versions(): string {
  const bacula = /^Version: (\S+)/m.exec(execute('dpkg-query', '--status', 'bacula-fd'))?.[1];
  const postgres = execute(`${postgresPrograms()}/postgres`, '--version').trim();
  const rclone = execute('rclone', 'version').split('\n')[0];
  return `Run with Bacula ${bacula}, ${postgres}, ${rclone}, Node ${process.version}.\n`;
}

function sectionText({ title, about, columns, rows }: Section): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [
    `## ${title}\n\n${about}\n`,
    line(columns),
    `|${' --- |'.repeat(columns.length)}`,
    ...rows.map(line),
    '',
  ].join('\n');
}

function cell(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll('|', '\\|')
    .replaceAll('<', '&lt;')
    .replaceAll('*', '\\*');
}
