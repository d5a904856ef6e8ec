import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const repository = join(import.meta.dirname, '../../..');
const read = (file: string) => readFileSync(join(repository, file), 'utf8');
const home = read('docs/index.md');

it('shows what `npm start` prints of the mistake', () => {
  const [, shown = ''] = /```text\n(.*?)```/s.exec(home) ?? [];
  expect(shown).not.toBe('');
  const printed = read('test/cli/start/start.txt').replaceAll(/^ {3}/gm, '');
  expect(printed).toContain(shown);
});

it('says of each problem in its table what the proof with Bacula says', () => {
  const rows = [...home.matchAll(/ (warns|refuses)(?: it)?: `([^`]+)` \|$/gm)];
  expect(rows.length).toBeGreaterThan(3);
  const proof = read('docs/reference/proof.md');
  for (const [, charm, code] of rows) {
    expect(proof).toContain(
      `| ${charm} ${code} | both jobs say OK, and it is not what was saved |`,
    );
  }
});
