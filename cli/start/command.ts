import path from 'node:path';
import { Command } from 'commander';
import { buildCharm, ownRuntime } from '../../charm/build-charm.ts';
import { charmcraftOf } from '../../charm/project/project.ts';
import { withComposition } from '../build-commands.ts';
import { type CompositionOptions, projectOf } from '../composition.ts';
import { type GivenArguments, runArguments } from './arguments.ts';
import { start } from './main.ts';

/** As `npm start` in this project, for a charm of one's own. */
export function startCommand(): Command {
  return withComposition(new Command('start'))
    .description('Builds a charm and shows it in a model of Juju, as an operator would see it.')
    .option('--config <file>', 'a config of your own; without it, a PostgreSQL example is shown')
    .option('--application <name>', 'whose config, where the file has several applications')
    .option('--site-plugins <file>', 'attaches the file as the resource site-plugins')
    .option('--disk <folder>', "each machine's disk is a copy of this tree")
    .option('--units <number>', 'how many units to deploy, 1 to 20', '3')
    .action(async ({ entry, charmcraft, ...given }: CompositionOptions & GivenArguments) => {
      const args = runArguments(given);
      const project = projectOf({
        ...(entry === undefined ? {} : { entry }),
        ...(charmcraft === undefined ? {} : { charmcraft }),
      });
      const charmDir = path.resolve('build/charm');
      await buildCharm(ownRuntime, charmDir, project);
      await start(args, { charmDir, metadata: charmcraftOf(project) });
    });
}
