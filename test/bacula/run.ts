/**
 * `npm run test:bacula`: runs the proof in namespaces of its own, so that its mounts and daemons end with it, and writes
 * docs/reference/proof.md. `-- --once` gives each configuration of the corpus to one release of the file daemon instead of
 * to each, as CI does. In CI nothing is skipped, and a page that is not as the run shows it is a failure.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { composeProof, withoutVersions } from './harness/proof-page.ts';
import { recorded } from './harness/record.ts';
import { fileDaemonReleases, onceVariable } from './harness/release.ts';
import { missingPackages } from './harness/requirements.ts';

const repository = path.resolve(import.meta.dirname, '../..');
const page = path.join(repository, 'docs/reference/proof.md');
const isCI = process.env['CI'] === 'true';

/** @param filters - of vitest's, which choose what runs */
function main(isOnce: boolean, filters: readonly string[]): number {
  const reason = whyNot();
  if (reason !== undefined) {
    console.error(`test:bacula is skipped: ${reason}`);
    return isCI ? 1 : 0;
  }
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bacula-proof-'));
  try {
    const code = runTests(folder, isOnce, filters);
    return code === 0 && filters.length === 0 ? publish(folder) : code;
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function whyNot(): string | undefined {
  if (process.geteuid?.() !== 0)
    return 'it needs root, for chroot and mounts: sudo npm run test:bacula';
  const missing = missingPackages();
  if (missing.length === 0) return undefined;
  return `${missing.join(', ')} missing: sudo test/bacula/install-packages.sh`;
}

/**
 * When the first process of the PID namespace ends, the kernel ends every daemon, and its mounts go with it. With a network
 * of its own, a service that a recipe is for has its usual port to itself, whatever runs on this machine.
 */
function runTests(folder: string, isOnce: boolean, filters: readonly string[]): number {
  const vitest = path.join(repository, 'node_modules/vitest/vitest.mjs');
  const inNamespaces = ['--mount', '--net', '--pid', '--fork', '--kill-child', '--mount-proc'];
  const withLoopback = ['sh', '-c', 'ip link set lo up && exec "$@"', 'sh'];
  const options = ['run', '--config', 'test/bacula/vitest.config.ts', ...filters];
  const command = [...withLoopback, process.execPath, vitest, ...options];
  const { status } = spawnSync('unshare', [...inNamespaces, ...command], {
    cwd: repository,
    stdio: 'inherit',
    env: { ...process.env, TMPDIR: folder, [onceVariable]: String(isOnce) },
  });
  return status ?? 1;
}

function publish(folder: string): number {
  const [sections = [], ...others] = fileDaemonReleases.map((each) => recorded(folder, each));
  const differing = others.find((each) => !isDeepStrictEqual(each, sections));
  if (differing !== undefined) {
    console.error('the releases of the file daemon differ, so no page can speak for both:');
    console.error(JSON.stringify({ sections, differing }, null, 2));
    return 1;
  }
  const text = composeProof(sections);
  const committed = fs.existsSync(page) ? fs.readFileSync(page, 'utf8') : '';
  if (withoutVersions(text) === withoutVersions(committed)) return 0;
  fs.writeFileSync(page, text);
  console.error('docs/reference/proof.md has changed: commit it as this run has written it');
  return isCI ? 1 : 0;
}

const options = process.argv.slice(2);
const isOnce = options[0] === '--once';
process.exitCode = main(isOnce, isOnce ? options.slice(1) : options);
