import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Finding } from '../../../core/problems/problem.ts';
import type { FrozenDraft } from '../../../core/spec/draft.ts';
import { ManagedFolder } from '../../../core/unit/files/managed-folder.ts';
import { runSitePlugin } from '../../../core/validators/site-plugin.ts';
import { sitePluginProcess } from '../../site-plugin-process.ts';
import { Bench } from '../plugin/bench.ts';
import type { ConfigValues } from '../plugin/trial.ts';
import { withSecret } from '../watch/secret.ts';
import type { SitePluginTrial } from './site-plugin.ts';
import { writeWitness } from './witness.ts';

/** How the process is run. */
interface Run {
  /** Where none is given, there is the draft of the stand-in. */
  readonly config?: ConfigValues | undefined;
  /** With neither config nor draft. */
  readonly isEmpty?: boolean;
  /** Where it may change nothing. */
  readonly isReadOnly?: boolean;
  /** Hours later, on another machine, and with an eye on what it does after its turn. */
  readonly isWitnessed?: boolean;
}

const readOnly = ['--permission', '--allow-fs-read=*', '--allow-child-process', '--allow-worker'];
/** What a finding can be about in any charm. */
const ownOptions = ['plugins', 'site-plugins-unprivileged', 'strict', 'config'];

const nothing: FrozenDraft = { entries: [], scripts: [], extensions: {} };

/** Runs a site's plugin as the charm does, in a process of its own. Each run is made once: a process takes its time. */
export class SitePluginRuns {
  readonly #trial: SitePluginTrial;
  readonly #made = new Map<string, Promise<readonly Finding[]>>();

  constructor(trial: SitePluginTrial) {
    this.#trial = trial;
  }

  run(how: Run = {}): Promise<readonly Finding[]> {
    const key = JSON.stringify(how);
    const made = this.#made.get(key) ?? this.#run(how);
    this.#made.set(key, made);
    return made;
  }

  async #run({ config, isEmpty, isReadOnly, isWitnessed }: Run): Promise<readonly Finding[]> {
    const { file, name, options = {}, files, before } = this.#trial;
    const disk = files === undefined ? {} : { files };
    // A config goes with the plugins that read it; the stand-in needs none.
    const reading = config === undefined || before === undefined ? {} : { before };
    using bench = new Bench(() => [], { ...disk, ...reading });
    using folder = new TemporaryFolder();
    const values = withSecrets(config ?? {});
    const draft = await bench.draft({ config: values, isLeader: true, relations: 1 });
    const flags = isReadOnly ? readOnly : [];
    // Its folders go when this function ends.
    return await runSitePlugin(
      { command: [process.execPath, '--no-warnings', ...flags, sitePluginProcess], seconds: 5 },
      {
        file: isWitnessed ? writeWitness(folder.path, file, name) : file,
        plugin: { name, line: 1, options },
        options: [...bench.charm().options, ...Object.keys(values), ...ownOptions],
        bundled: [],
        config: values,
        draft: isEmpty ? nothing : draft,
        managedFolder: new ManagedFolder(bench.root, 'app').path,
        root: bench.root,
      },
    );
  }
}

class TemporaryFolder implements Disposable {
  readonly path = mkdtempSync(join(tmpdir(), 'backup-integrator-contract-'));

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

function withSecrets(config: ConfigValues): ConfigValues {
  const values = Object.entries(config).map(([option, value]) => [
    option,
    typeof value === 'string' && value.startsWith('#!') ? withSecret(value) : value,
  ]);
  return Object.fromEntries(values);
}
