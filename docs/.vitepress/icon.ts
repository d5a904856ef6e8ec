import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './repository.ts';

/** The icon of the charm, as an address that needs no request. */
export const icon = `data:image/svg+xml,${encodeURIComponent(
  readFileSync(join(repository, 'charm/icon.svg'), 'utf8'),
)}`;
