import { readCharmcraft } from '../../charm/project/charmcraft.ts';
import { charm } from '../../src/charm.ts';
import { actionsPage } from './pages/actions-page.ts';
import { commandPage } from './pages/command-page.ts';
import { configPage } from './pages/config-page.ts';
import { filesPage } from './pages/files-page.ts';
import { hookToolCallsPage } from './pages/hook-tool-calls-page.ts';
import { limitsPage } from './pages/limits-page.ts';
import { pluginApiPage } from './pages/plugin-api-page.ts';
import { pluginsPage } from './pages/plugins-page.ts';
import { problemsPage } from './pages/problems-page.ts';
import { statusesPage } from './pages/statuses-page.ts';
import { testingApiPage } from './pages/testing-api-page.ts';
import { readSource } from './source/declaration.ts';

/** The pages of the reference that are made from the code, by their path in `docs/reference`. */
export async function pages(): Promise<Readonly<Record<string, string>>> {
  const charmcraft = readCharmcraft(readSource('charm/charmcraft.yaml'));
  return {
    'actions.md': actionsPage(charmcraft),
    'command.md': commandPage(),
    'config.md': configPage(charmcraft),
    'files.md': await filesPage(charm, charmcraft),
    'hook-tool-calls.md': await hookToolCallsPage(charm, charmcraft),
    'limits.md': limitsPage(),
    'plugin-api.md': pluginApiPage(),
    'plugins.md': await pluginsPage(charm),
    'problems.md': await problemsPage(charm),
    'statuses.md': statusesPage(),
    'testing-api.md': testingApiPage(),
  };
}
