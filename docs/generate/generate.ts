import { writeFileSync } from 'node:fs';
import { pages } from './pages.ts';

for (const [name, text] of Object.entries(await pages())) {
  writeFileSync(new URL(`../reference/${name}`, import.meta.url), text);
}
