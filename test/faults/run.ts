/**
 * `npm run test:faults`: lets the disk fail under the charm in every way that this machine can make it fail, and writes
 * docs/reference/robustness.md. `-- --one-in 10` tries a tenth, as CI does: the page is the same. In CI nothing is skipped,
 * and a page that is not as the run shows it is a failure.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { fuzzSection } from '../fuzz/harness/targets.ts';
import { injectionSection } from '../injection/section.ts';
import { soakSection } from '../soak/harness/scale.ts';
import { composePage } from './harness/page.ts';
import { recorded, sectionsVariable } from './harness/record.ts';

const repository = path.resolve(import.meta.dirname, '../..');
const page = path.join(repository, 'docs/reference/robustness.md');
const isCI = process.env['CI'] === 'true';

function main(): number {
  const { values, positionals } = parseArgs({
    options: { 'one-in': { type: 'string', default: '1' } },
    allowPositionals: true,
  });
  const reason = whyNot();
  if (reason !== undefined) {
    console.error(`test:faults is skipped: ${reason}`);
    return isCI ? 1 : 0;
  }
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'faults-'));
  try {
    const code = runTests(folder, values['one-in'], positionals);
    return code === 0 && positionals.length === 0 ? publish(folder) : code;
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function whyNot(): string | undefined {
  if (process.geteuid?.() !== 0) return 'it needs root, for mounts: sudo npm run test:faults';
  const missing = ['strace', 'chattr', 'unshare', 'mount', 'bindfs'].filter(
    (program) => spawnSync('sh', ['-c', `command -v ${program}`]).status !== 0,
  );
  if (missing.length === 0) return undefined;
  return `${missing.join(', ')} missing: sudo test/faults/install-packages.sh`;
}

/** In namespaces of its own, so that its mounts and processes end with it, and on a disk in memory. */
function runTests(folder: string, oneIn: string, filters: readonly string[]): number {
  const disk = path.join(folder, 'disk');
  const sections = path.join(folder, 'sections');
  for (const each of [disk, sections]) fs.mkdirSync(each);
  const vitest = path.join(repository, 'node_modules/vitest/vitest.mjs');
  const namespaces = ['--mount', '--pid', '--fork', '--kill-child', '--mount-proc'];
  const script = `mount -t tmpfs -o mode=755 tmpfs '${disk}' && exec "$@"`;
  const command = [process.execPath, vitest, 'run', '--config', 'test/faults/vitest.config.ts'];
  const { status } = spawnSync(
    'unshare',
    [...namespaces, 'sh', '-c', script, 'sh', ...command, ...filters],
    {
      cwd: repository,
      stdio: 'inherit',
      env: { ...process.env, TMPDIR: disk, [sectionsVariable]: sections, FAULTS_ONE_IN: oneIn },
    },
  );
  return status ?? 1;
}

function publish(folder: string): number {
  const text = composePage([
    ...recorded(path.join(folder, 'sections')),
    fuzzSection,
    soakSection,
    injectionSection,
  ]);
  const committed = fs.existsSync(page) ? fs.readFileSync(page, 'utf8') : '';
  if (text === committed) return 0;
  fs.writeFileSync(page, text);
  console.error('docs/reference/robustness.md has changed: commit it as this run has written it');
  return isCI ? 1 : 0;
}

process.exitCode = main();
