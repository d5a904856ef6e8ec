import path from 'node:path';
import { parseArgs } from 'node:util';
import { chosen, runCommand } from './command.ts';
import { runtimes } from './contents/program.ts';
import { packCharms } from './pack-charms.ts';
import { architectures } from './project/charmcraft.ts';

const help = `npm run pack -- [--runtime RUNTIME] [--arch ARCHITECTURE]... [--out FOLDER]

Packs the charm, one .charm file for each architecture, and its SHA-256 next to it.

  --runtime RUNTIME    bun (default): one compiled executable; node: the same code on Node 24
  --arch ARCHITECTURE  amd64 or arm64; without it: both
  --out FOLDER         where to (dist)
`;

await runCommand(async () => {
  const { values } = parseArgs({
    options: {
      runtime: { type: 'string', default: 'bun' },
      arch: { type: 'string', multiple: true, default: [...architectures] },
      out: { type: 'string', default: path.join(path.dirname(import.meta.dirname), 'dist') },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return console.log(help);
  for (const runtime of chosen('runtime', [values.runtime], runtimes)) {
    const packed = await packCharms({
      runtime,
      architectures: chosen('arch', [...new Set(values.arch)], architectures),
      folder: path.resolve(values.out),
      progress: (line) => console.error(line),
    });
    for (const { file, size } of packed) {
      console.log(`${path.relative('.', file)} (${(size / 1e6).toFixed(1)} MB)`);
    }
  }
});
