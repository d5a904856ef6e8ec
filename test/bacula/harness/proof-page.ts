import { spawnSync } from 'node:child_process';
import { type Section, sectionText } from '../../support/section.ts';
import { postgresPrograms } from './postgres.ts';
import { execute } from './processes.ts';
import { fileDaemonProgram, fileDaemonReleases, serverProgram } from './release.ts';

const intro = `# Proof with real Bacula

This page is written by \`npm run test:bacula\`, which runs the packed charm, Bacula's director, storage daemon and file
daemons, PostgreSQL and an S3 server, and compares what a restore brings back with what was saved: content, mode, owner,
group, modification time in seconds, links and empty folders. CI runs it again and compares the page.

Between the databag and the director stands what the provider's charms do, \`bacula-fd\` and \`bacula-server\`: reading it,
passing it on through Juju, and writing the configuration. Every row was seen with two releases of the file daemon, 15
and 9, as \`bacula-fd\` installs the one that the machine has packages of; the rest is of release 15, as in
\`bacula-server\`.

A job counts as clean when its status is T, its error count 0 and its file count above 0. Bacula's own "OK" is not
enough: several rows below say OK and lose data.
`;

export function composeProof(sections: readonly Section[]): string {
  return [intro, versions(), ...sections.map(sectionText)].join('\n');
}

/** The page but for the versions, which differ from one machine to the next. */
export function withoutVersions(page: string): string {
  return page.replace(/^Run with .*\n/m, '');
}

function versions(): string {
  const server = exactVersion(serverProgram('bacula-dir'));
  const fileDaemons = fileDaemonReleases.map((each) => exactVersion(fileDaemonProgram(each)));
  const postgres = execute(`${postgresPrograms()}/postgres`, '--version').trim();
  const rclone = execute('rclone', 'version').split('\n')[0];
  return `Run with Bacula ${server}, file daemons ${fileDaemons.join(' and ')}, ${postgres}, ${rclone}, Node ${process.version}.\n`;
}

/** As its programs say it, on a page of help that they exit with an error after. */
function exactVersion(program: string): string {
  const { stdout, stderr } = spawnSync(program, ['-?'], { encoding: 'utf8' });
  const version = /^Version: (\S+)/m.exec(stdout + stderr)?.[1];
  if (version === undefined) throw new Error(`${program} says no version: ${stdout}${stderr}`);
  return version;
}
