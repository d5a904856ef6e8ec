import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { charm } from '../../src/charm.ts';
import { PluginOptions } from '../../src/core/validators/plugin-options.ts';

const page = readFileSync(new URL('../../docs/reference/plugins.md', import.meta.url), 'utf8');
const [, always = '', configured = ''] = page.split(/^## .*$/m);

it('docs/reference/plugins.md has the plugins that always run, in their order', () => {
  const named = [...always.matchAll(/`([a-z-]+)`/g)].map(([, name]) => name);
  expect(named).toEqual(charm.plugins);
});

it('docs/reference/plugins.md has each validator with its options', async () => {
  const documented = new Map<string, string[]>();
  let current: string[] = [];
  for (const [, plugin, option = ''] of configured.matchAll(
    /^\| (?:`([a-z-]+)`)? ?\| `([a-z]+)` \|/gm,
  )) {
    if (plugin !== undefined) {
      current = [];
      documented.set(plugin, current);
    }
    current.push(option);
  }
  const real = new Map<string, string[]>();
  for (const [name, load] of Object.entries(charm.validators)) {
    // A plugin asks for each option that it has, and the answer to one that it does not have lists them.
    const options = new PluginOptions({ name, line: 1 }, { none: 1 });
    (await load())(options);
    const [unknown] = options.findings;
    real.set(name, unknown?.message.split(' it has ')[1]?.split(', ') ?? []);
  }
  expect(documented).toEqual(real);
});
