import { readFileSync } from 'node:fs';
import { readCharmcraft } from '../../charm/charmcraft.ts';
import { apiPage } from './api-page.ts';
import { configPage } from './config-page.ts';
import { problemsPage } from './problems-page.ts';

/** The pages of the reference that are made from the code, by their path in `docs/reference`. */
export function pages(): Readonly<Record<string, string>> {
  const source = new URL('../../charm/charmcraft.yaml', import.meta.url);
  return {
    'config.md': configPage(readCharmcraft(readFileSync(source, 'utf8'))),
    'plugin-api.md': apiPage(),
    'problems.md': problemsPage(),
  };
}
