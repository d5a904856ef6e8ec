import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const watched = new URL('../watch/', import.meta.url);

/**
 * Writes a module with the plugin in it and a witness: it is another hour and another machine, and when the plugin's turn
 * is over, the witness waits for what the plugin may still do.
 *
 * @param folder - where the module is written
 */
export function writeWitness(folder: string, file: string, name: string): string {
  const module = join(folder, 'witness.mjs');
  writeFileSync(
    module,
    `
import { setTimeout as sleep } from 'node:timers/promises';
import { goElsewhere } from '${new URL('elsewhere.ts', watched)}';
import { watchTimers } from '${new URL('open-timers.ts', watched)}';
const name = ${JSON.stringify(name)};
goElsewhere(31);
const timers = watchTimers();
const { [name]: factory } = await import('${pathToFileURL(file)}');
const witnessed = (options) => {
  const plugin = factory(options);
  return {
    name: plugin.name,
    apply(charm) {
      const returned = plugin.apply(charm);
      charm.hooks.validateConfig.tapPromise({ name, stage: 1_000_000 }, async () => {
        await sleep(30);
        if (timers.count > 0) throw new Error('it leaves a timer open: what that finds is lost');
      });
      return returned;
    },
  };
};
export { witnessed as ${JSON.stringify(name)} };
`,
  );
  return module;
}
