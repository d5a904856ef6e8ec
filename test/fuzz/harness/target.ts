import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, it } from 'vitest';
import { type Attempt, Bench } from './bench.ts';
import { seed, share } from './share.ts';
import { type Target, targets } from './targets.ts';

const folder = path.resolve(import.meta.dirname, '../regressions');

/** Tries the inputs that once broke something, and then as many new ones as this run is to try. */
export function fuzz(target: Target, attempts: fc.Arbitrary<Attempt>): void {
  describe(`any ${targets[target].of}`, () => {
    const bench = new Bench();
    afterAll(() => bench.close());

    for (const [file, attempt] of regressions(target)) {
      it(`is no longer broken by ${file}`, () => bench.run(attempt));
    }

    it('breaks nothing', async () => {
      const property = fc.asyncProperty(attempts, (attempt) => bench.run(attempt));
      const details = await fc.check(property, { seed, numRuns: share(targets[target].inputs) });
      if (!details.failed) return;
      const [attempt] = details.counterexample ?? [];
      const kept = attempt === undefined ? 'nowhere' : keep(target, attempt);
      throw new Error(`${fc.defaultReportMessage(details)}\nKept in ${kept}`, {
        cause: details.errorInstance,
      });
    });
  });
}

function regressions(target: Target): [string, Attempt][] {
  const names = fs.readdirSync(folder).filter((name) => name.startsWith(`${target}-`));
  return names.map((name) => [
    name,
    JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8')) as Attempt,
  ]);
}

function keep(target: Target, attempt: Attempt): string {
  const text = `${JSON.stringify(attempt, undefined, 2)}\n`;
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 8);
  const file = path.join(folder, `${target}-${digest}.json`);
  fs.writeFileSync(file, text);
  return file;
}
