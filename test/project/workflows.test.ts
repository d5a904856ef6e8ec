import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly needs?: string;
  readonly uses?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps?: readonly Step[];
  readonly environment?: string;
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const folder = '.github/workflows';
const textOf = (name: string) => readFileSync(`${folder}/${name}`, 'utf8');
const workflowOf = (name: string): Workflow => parse(textOf(name));
const edge = workflowOf('edge.yaml');
const stepsOf = (job: Job | undefined) => job?.steps ?? [];

describe.each(globSync('*.yaml', { cwd: folder }))('the workflow %s', (name) => {
  const { permissions, jobs } = workflowOf(name);

  it('takes each action of others by its commit, and says which release that is', () => {
    const lines = textOf(name).match(/\buses: .*$/gm) ?? [];
    expect(lines).not.toEqual([]);
    const own = /^uses: \.\//;
    const pinned = /^uses: [\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/;
    expect(lines.filter((line) => !own.test(line) && !pinned.test(line))).toEqual([]);
  });

  it('may read the repository and no more, but for a job that says so', () => {
    expect(Object.entries(permissions).filter(([, right]) => right !== 'read')).toEqual([]);
    const writing = Object.values(jobs).flatMap((job) =>
      Object.entries(job.permissions ?? {}).filter(([, right]) => right === 'write'),
    );
    const signing = ['id-token', 'attestations'];
    expect(writing.map(([what]) => what).filter((what) => !signing.includes(what))).toEqual([]);
  });

  it('leaves no token on the disk for what it runs', () => {
    const checkouts = Object.values(jobs)
      .flatMap(stepsOf)
      .filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    expect(checkouts.map((step) => step.with?.['persist-credentials'])).toEqual(
      checkouts.map(() => false),
    );
  });

  it('puts nothing that a contributor chooses into a shell', () => {
    const commands = Object.values(jobs).flatMap((job) => stepsOf(job).map(({ run }) => run ?? ''));
    expect(commands.filter((command) => command.includes('${{'))).toEqual([]);
  });
});

describe('a commit on main', () => {
  const { proof, pack, release } = edge.jobs;
  const uploads = stepsOf(release).filter(({ run }) => run?.includes('charmcraft upload'));

  it('is proved as a pull request is, then packed, then released to edge and nowhere else', () => {
    expect(edge.on).toEqual({ push: { branches: ['main'] } });
    expect(proof?.uses).toBe('./.github/workflows/ci.yaml');
    expect(Object.keys(workflowOf('ci.yaml').on)).toEqual(['pull_request', 'workflow_call']);
    expect(stepsOf(workflowOf('ci.yaml').jobs['proof']).map(({ run }) => run)).toContain('.ci/run');
    expect([pack?.needs, release?.needs]).toEqual(['proof', 'pack']);
    expect(uploads).toHaveLength(1);
    expect(uploads[0]?.run?.match(/--release \S+/g)).toEqual(['--release latest/edge']);
  });

  it('shows its secret to the upload alone, in a job that runs nothing of this repository or of npm', () => {
    const secrets = textOf('edge.yaml').match(/secrets\.\w+/g);
    expect(secrets).toEqual(['secrets.CHARMCRAFT_AUTH']);
    expect(Object.keys(uploads[0]?.env ?? {})).toEqual(['CHARMCRAFT_AUTH']);
    expect(release?.environment).toBe('edge');
    const foreign = stepsOf(release).filter(
      ({ uses = '', run = '' }) => uses.includes('checkout') || /\bnp[mx]\b|\bnode\b/.test(run),
    );
    expect(foreign).toEqual([]);
  });

  it('is verified against what was attested before it is uploaded', () => {
    const runs = stepsOf(release).map(({ run = '' }) => run);
    const verifying = runs.findIndex((run) => run.includes('gh attestation verify'));
    expect(verifying).toBeGreaterThan(-1);
    expect(verifying).toBeLessThan(runs.findIndex((run) => run.includes('charmcraft upload')));
    const attested = stepsOf(pack).flatMap(
      ({ uses = '' }) => /^actions\/attest-[a-z-]+/.exec(uses) ?? [],
    );
    expect(attested).toEqual([
      'actions/attest-build-provenance',
      'actions/attest-sbom',
      'actions/attest-sbom',
    ]);
  });

  it('goes to Charmhub with an empty file for each resource', () => {
    const { resources }: { resources: object } = parse(
      readFileSync('charm/charmcraft.yaml', 'utf8'),
    );
    expect(uploads[0]?.run?.match(/--resource \S+/g)).toEqual(
      Object.keys(resources).map((resource) => `--resource ${resource}:0`),
    );
  });
});
