import fs from 'node:fs';
import path from 'node:path';
import { scriptOptions } from '../../../src/core/spec/spec.ts';
import type { Protected } from '../harness/configuration.ts';
import { type Cycle, runCycle, troubles } from '../harness/cycle.ts';
import { HookError, type ProviderSpec, readAsProvider } from '../harness/databag.ts';
import { expectCommitted, type Site } from '../harness/site.ts';
import type { Suite } from '../harness/suite.ts';
import { World } from '../harness/world.ts';
import { type Case, losses } from './case.ts';

/** What the charm and Bacula did with one case. */
export interface Outcome {
  readonly label: 'accept' | 'warn' | 'refuse';
  readonly codes: readonly string[];
  /** One of `losses`. */
  readonly loss: string;
  /** What differs or failed, for the message of a failure. */
  readonly details: readonly string[];
  readonly ran: string;
}

/** One place for cases: an application with one unit, its file daemon, and a device of the storage daemon. */
export interface Lane {
  readonly site: Site;
  readonly suite: Suite;
  readonly number: number;
}

/** A case that the charm has seen, and whose jobs the director may be given. */
export interface Prepared {
  readonly seen: Pick<Outcome, 'label' | 'codes'>;
  readonly job: Protected | { readonly loss: string; readonly details: readonly string[] };
  readonly world: World;
  readonly meant: readonly string[];
  readonly later: (() => void) | undefined;
  readonly lose: (() => void) | undefined;
}

/** Builds the case's world, configures the charm, and reads what is published, or forces what is not. */
export async function prepareCase(lane: Lane, name: string, test: Case): Promise<Prepared> {
  const { site, suite, number } = lane;
  const [unit] = site.juju.units;
  if (unit === undefined) throw new Error('the lane has no unit');
  const world = new World(site.machine(unit), `/srv/${name}`);
  test.build(world);

  const config = { fileset: test.fileset(world.at), ...test.scripts?.(world.at) };
  const unset = Object.fromEntries(scriptOptions.map((option) => [option, undefined]));
  expectCommitted(await site.juju.configure({ ...unset, ...config }));
  const { results } = await site.juju.runAction(unit.name, 'check');
  const codes = problemCodes(String(results['problems']));
  const isRefused = unit.status.status === 'blocked';
  const label = isRefused ? 'refuse' : codes.length > 0 ? 'warn' : 'accept';

  const databag = isRefused ? force(world, site.juju.application, config) : site.databag();
  const meant = (test.meant ?? ['data']).map((each) => world.host(each));
  const job = jobOf(suite, databag, { name, client: `lane-${number}`, lane: number });
  const later = test.later?.bind(undefined, world);
  const lose = test.lose?.bind(undefined, world);
  return { seen: { label, codes }, job, world, meant, later, lose };
}

function jobOf(
  suite: Suite,
  databag: Readonly<Record<string, string>>,
  unit: Omit<Protected, 'spec'>,
): Prepared['job'] {
  const spec = tryToRead(databag);
  if (spec instanceof Error) {
    const loss = spec instanceof HookError ? losses.hookFails : losses.refusedByProvider;
    return { loss, details: [spec.message] };
  }
  const job = { ...unit, spec };
  const refusal = suite.refusal(job);
  if (refusal !== undefined) return { loss: losses.refusedByDirector, details: [refusal] };
  const hidden = suite.refusalByBaculum(job);
  if (hidden !== undefined) return { loss: losses.hiddenFromBaculum, details: [hidden] };
  return job;
}

/** Backs up, wipes and restores. The director must have the case's job. */
export async function runPrepared(
  suite: Suite,
  { seen, job, world, meant, later, lose }: Prepared,
): Promise<Outcome> {
  if ('loss' in job) return { ...seen, ...job, ran: '' };
  later?.();
  const cycle = await runCycle(suite, job, meant, lose);
  const loss = lossOf(cycle);
  const refusal = loss === losses.none ? suite.refusalInQuotes(job) : undefined;
  const ran = world.host('ran');
  return {
    ...seen,
    loss: refusal === undefined ? loss : losses.refusedInQuotes,
    details: [...troubles(cycle), refusal ?? []].flat(),
    ran: fs.existsSync(ran) ? fs.readFileSync(ran, 'utf8') : '',
  };
}

function tryToRead(databag: Readonly<Record<string, string>>): ProviderSpec | Error {
  try {
    return readAsProvider(databag);
  } catch (error) {
    if (error instanceof Error) return error;
    throw error;
  }
}

/** The codes of the problems that the action `check` shows, each once, sorted. */
function problemCodes(problems: string): string[] {
  const codes = [...problems.matchAll(/\[([a-z0-9-]+\/[a-z0-9-]+)\]$/gm)].map(
    ([, code]) => code ?? '',
  );
  return [...new Set(codes)].sort();
}

/** What a charm without checks would have published: the fileset as typed, and the scripts as they are. */
function force(world: World, application: string, config: Readonly<Record<string, string>>) {
  const databag: Record<string, string> = {};
  for (const [option, value] of Object.entries(config)) {
    if (option === 'fileset') {
      databag[option] = value;
    } else {
      const file = path.join('/opt/forced', application, option);
      world.file(file, value, { mode: 0o755 });
      databag[option] = file;
    }
  }
  return databag;
}

function lossOf({ backup, restore, differences }: Cycle): string {
  if (backup.kind === 'not run' || backup.status !== 'T') return losses.backupFails;
  if (backup.errors > 0) return losses.backupWarns;
  if (backup.files === 0) return losses.backupIsEmpty;
  if (restore.kind === 'not run' || restore.status !== 'T') return losses.restoreFails;
  if (restore.errors > 0) return losses.restoreWarns;
  if (differences.length > 0) return losses.silent;
  return losses.none;
}
