import type { Charm } from '../../../src/core/charm.ts';
import * as ofCore from '../../../src/core/problems/core.ts';
import type { KindInfo } from '../../../src/core/problems/kind.ts';
import { PluginOptions } from '../../../src/core/validators/plugin-options.ts';
import * as ofPluginsOption from '../../../src/core/validators/problems.ts';
import * as ofSitePlugins from '../../../src/core/validators/site-plugin-problems.ts';
import { plainText, table } from '../table.ts';

/** `docs/reference/problems.md`, from what the charm's plugins and validators say that they report. */
export async function problemsPage(charm: Charm): Promise<string> {
  const kinds: KindInfo[] = [
    ...Object.values(ofCore),
    ...Object.values(ofPluginsOption),
    ...Object.values(ofSitePlugins),
    ...charm.problems,
  ];
  for (const [name, load] of Object.entries(charm.validators)) {
    const validator = (await load())(new PluginOptions({ name, line: 1 }));
    kinds.push(...(validator.problems ?? []));
  }
  const rows = [...new Set(kinds)]
    .toSorted((a, b) => (a.code < b.code ? -1 : 1))
    .map(({ code, severity, about, fix }) => [`\`${code}\``, severity, about, plainText(fix)]);
  return `# Problems

Everything that the charm can find wrong with a config, by its code. An error blocks the unit and keeps the last good
scripts and databag, but for one about matches of a glob that are left out: it holds nothing else back. A warning is shown
in the status of the unit that has it. \`strict=true\` makes every warning an error. The log has each of them
once when it appears, each with its code and the plugin that found it, and once when it has gone. \`juju run <unit> check\` shows
all that there are now. [Statuses](statuses.md) says how they show in \`juju status\`.

${table(['code', 'severity', 'what it means', 'what to do'], rows)}
`;
}
