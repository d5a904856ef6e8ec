import path from 'node:path';
import { Command, Option } from 'commander';
import { buildCharm, ownRuntime } from '../charm/build-charm.ts';
import { type Runtime, runtimes } from '../charm/contents/program.ts';
import { packCharms } from '../charm/pack-charms.ts';
import { type Architecture, architectures } from '../charm/project/charmcraft.ts';
import { type CompositionOptions, projectOf } from './composition.ts';

interface BuildOptions extends CompositionOptions {
  readonly runtime?: Runtime;
  readonly out: string;
}

interface PackOptions extends BuildOptions {
  readonly runtime: Runtime;
  readonly arch?: readonly Architecture[];
}

/** The options that name a charm of one's own. */
export function withComposition(command: Command): Command {
  return command
    .option('--entry <file>', 'the module that exports charm: the list of plugins (charm.ts)')
    .option('--charmcraft <file>', 'what Juju has to know of it (charmcraft.yaml)');
}

/** Both take the same options as the scripts of this project. */
export function buildCommand(): Command {
  return withComposition(new Command('build'))
    .description('Writes a charm, unpacked and ready to run on this machine.')
    .addOption(runtimeOption())
    .option('--out <folder>', 'where to', 'build/charm')
    .action(async ({ runtime = ownRuntime, out, ...composition }: BuildOptions) => {
      await buildCharm(runtime, path.resolve(out), projectOf(composition));
      console.log(out);
    });
}

export function packCommand(): Command {
  return withComposition(new Command('pack'))
    .description('Packs a charm, one file for each architecture, and its SHA-256 next to it.')
    .addOption(runtimeOption().default('bun'))
    .addOption(
      new Option('--arch <architecture...>', 'for which machines (both)').choices(architectures),
    )
    .option('--out <folder>', 'where to', 'dist')
    .action(async ({ runtime, out, arch = architectures, ...composition }: PackOptions) => {
      const packed = await packCharms({
        runtime,
        architectures: [...new Set(arch)],
        project: projectOf(composition),
        folder: path.resolve(out),
        progress: (line) => console.error(line),
      });
      for (const { file, size } of packed) {
        console.log(`${path.relative('.', file)} (${(size / 1e6).toFixed(1)} MB)`);
      }
    });
}

function runtimeOption(): Option {
  const about =
    'one compiled executable, where there is one for the machine, or the code next to a Node 24';
  return new Option('--runtime <runtime>', about).choices(runtimes);
}
