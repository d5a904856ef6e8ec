import { expect, test } from 'vitest';
import { Report } from '../../../cli/start/output/report.ts';
import { Deployment, type FrontEnd } from '../../../src/testing/index.ts';
import { metadata } from '../../support/standard.ts';

/** A charm that logs what it is told to, at every event. */
function logging(...messages: readonly (readonly [level: string, message: string])[]): FrontEnd {
  return {
    charmDir: '/charm',
    isParallel: true,
    async run({ tools }) {
      for (const [level, message] of messages) tools.run(['juju-log', '-l', level, message], '');
      return { code: 0, signal: null, stdout: '', stderr: '' };
    },
    close: async () => {},
  };
}

const rows = (report: string) =>
  report
    .split(/\n *Log\n/)[1]
    ?.trimEnd()
    .split('\n')
    .map((row) => row.trim().replaceAll(/ +/g, ' '));

test('the log is shown whole: every level, and what is said again', async () => {
  const frontEnd = logging(['DEBUG', 'a'], ['WARNING', 'b'], ['WARNING', 'b'], ['ERROR', 'c']);
  await using juju = new Deployment({ metadata, frontEnd });
  const report = new Report(juju, new Set());
  await juju.deploy(2);
  report.next();
  await juju.updateStatus();
  const shown = [
    'all units DEBUG a',
    'all units WARNING b',
    'all units WARNING b',
    'all units ERROR c',
  ];
  expect(rows(report.next())).toEqual(shown);
  await juju.updateStatus();
  expect(rows(report.next())).toEqual(shown);
  await juju.updateStatus('backup-integrator/1');
  expect(rows(report.next())?.[0]).toBe('unit 1 DEBUG a');
  expect(rows(report.next())).toBe(undefined);
});

test('each step says which paths are only assumed to exist', async () => {
  await using juju = new Deployment({ metadata, frontEnd: logging() });
  const assumed = new Set<string>();
  const report = new Report(juju, assumed);
  await juju.deploy();
  expect(report.next()).not.toContain('Assumed');
  assumed.add('/etc').add('/srv');
  for (const step of [report.next(), report.next()]) {
    expect(step).toContain('Assumed to exist: /etc, /srv\n');
  }
  for (let path = 0; path < 12; path++) assumed.add(`/${path}`);
  expect(report.next()).toMatch(/Assumed to exist: \/etc, .*, \/9 and 2 more\n/s);
});
