import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { main } from '../cli/start/main.ts';

const root = path.dirname(import.meta.dirname);

main({
  charmDir: path.join(root, 'build/charm'),
  metadata: parse(readFileSync(path.join(root, 'charm/charmcraft.yaml'), 'utf8')),
});
