import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildCharm, ownRuntime } from './build-charm.ts';
import { chosen, runCommand } from './command.ts';
import { runtimes } from './contents/program.ts';
import { ownProject } from './project/project.ts';

const help = `npm run build -- [--runtime RUNTIME] [--out FOLDER]

Writes the charm, unpacked and ready to run on this machine.

  --runtime RUNTIME  bun: one compiled executable; node: the same code on Node 24.
                     Without it: bun where there is one for this machine.
  --out FOLDER       where to (build/charm)
  --entry FILE       what is started (src/main.ts): the same charm with another list of plugins
`;

await runCommand(async () => {
  const { values } = parseArgs({
    options: {
      runtime: { type: 'string', default: ownRuntime },
      out: { type: 'string', default: 'build/charm' },
      entry: { type: 'string', default: ownProject.entry },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return console.log(help);
  for (const runtime of chosen('runtime', [values.runtime], runtimes)) {
    const out = path.resolve(ownProject.folder, values.out);
    await buildCharm(runtime, out, { ...ownProject, entry: values.entry });
  }
});
