import path from 'node:path';
import { Command } from 'commander';
import { charmName } from '../../charm/project/charmcraft.ts';
import { UserError } from '../../src/check/user-error.ts';
import { writeProject } from './project.ts';

/** A charm of one's own, in a folder of its own. */
export function newCommand(version: string): Command {
  return new Command('new')
    .description('Makes the folder of a charm of your own: a list of plugins, a plugin, tests, CI.')
    .argument('<name>', 'of the charm, and of the folder')
    .option('--package <spec>', 'where npm gets this package from; a tarball is copied', version)
    .action((name: string, options: { readonly package: string }) => {
      if (!charmName.test(name)) {
        throw new UserError(
          `${name}: a charm's name has small letters, digits and single hyphens`,
          2,
        );
      }
      const files = writeProject(path.resolve(name), name, options.package);
      for (const file of files) console.log(path.join(name, file));
      console.log(`\nNext: cd ${name} && npm install && npm test && npm run pack`);
    });
}
