import { expect, it } from 'vitest';
import { pluginsPage } from '../../docs/generate/pages/plugins-page.ts';
import { problemsPage } from '../../docs/generate/pages/problems-page.ts';
import { charm as retention } from '../../examples/retention/charm.ts';
import { Charm } from '../../src/core/charm.ts';
import type { Plugin } from '../../src/core/hooks/plugin.ts';
import { bundledValidators, standard } from '../../src/plugins/standard.ts';

const page = await pluginsPage(retention, 'examples/retention/charm.ts');

it('the page of plugins has those of the list, in its order, and each validator', () => {
  const named = [...page.matchAll(/^\| `([a-z-]+)` \| .* \| .* \| .* \|$/gm)].map(
    ([, name]) => name,
  );
  expect(named).toEqual(retention.plugins);
  const sections = [...page.matchAll(/^### (.*)$/gm)].map(([, name]) => name);
  expect(sections).toEqual(Object.keys(retention.validators));
});

it("the page of plugins has a fork's own, as its factory and its lists tell", () => {
  expect(page).toContain(
    '| `retention` | Reads the options `retention-daily` and `retention-weekly`. One that is not set is 0 where the other is set. | [retention-daily](config.md#retention-daily), [retention-weekly](config.md#retention-weekly) | `retention/negative`, `retention/nothing-kept` |',
  );
});

it('the page of plugins has the options of a validator, what they take and what they are', () => {
  expect(page).toContain(
    '| `bytes` | a number of bytes, as in 500 MB or 10 GiB | The most bytes that may be below the fileset. |',
  );
  expect(page).toContain('Required: `files` or `bytes`.');
});

it('a plugin whose factory is not found is named', async () => {
  const unknown: Plugin = {
    name: 'of-nobody',
    apply: ({ hooks }) => hooks.validateConfig.tap('of-nobody', () => {}),
  };
  const charm = new Charm([...standard(), unknown], bundledValidators);
  await expect(pluginsPage(charm)).rejects.toThrow(
    "no exported function with a comment makes the plugin of-nobody: name it ofNobody, or have it return Plugin<'of-nobody'>",
  );
});

it("the page of problems has those of a fork's own plugins", async () => {
  expect(await problemsPage(retention)).toContain(
    '| `retention/negative` | error | A number of backups to keep is below 0. |',
  );
});
