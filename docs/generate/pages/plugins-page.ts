import type { Charm } from '../../../src/core/charm.ts';
import type { KindInfo } from '../../../src/core/problems/kind.ts';
import { PluginOptions } from '../../../src/core/validators/plugin-options.ts';
import { paragraphs, wholeComment } from '../source/comment.ts';
import { factoryOf, importedBy, optionsOf } from '../source/factory.ts';
import { membersOf } from '../source/members.ts';
import { table } from '../table.ts';

/**
 * `docs/reference/plugins.md`, from the charm's list and the comments on the factories in it.
 *
 * @param composition - the file that the charm is composed in: what it imports has the factories
 */
export async function pluginsPage(charm: Charm, composition = 'src/charm.ts'): Promise<string> {
  const files = importedBy(composition);
  const plugins = charm.list.map(({ name, options = [], problems = [] }) => [
    `\`${name}\``,
    paragraphs(factoryOf(name, files).comment).join(' '),
    options.map((option) => `[${option}](config.md#${option})`).join(', '),
    codes(problems),
  ]);
  const validators = await Promise.all(
    Object.keys(charm.validators).map((name) => validatorSection(charm, name, files)),
  );
  return `# Plugins

## Always on

On every event that the charm observes, in this order: first all that read, then all that judge.

${table(['plugin', 'what it does', 'reads', 'finds'], plugins)}

What each problem means: [problems](problems.md).

## For the option \`plugins\`

What the option names runs after those, in the order of the option. It can refuse and warn, and nothing else. An option
that a plugin does not have is an error. Any other name is that of an export of the resource
[site-plugins](site-plugins.md).

A pattern starts with \`/\` and is matched as [minimatch](https://github.com/isaacs/minimatch) does: \`*\` within a name,
\`**\` across folders, hidden names too. In YAML, a pattern with \`*\`, \`{\` or \`[\` at its start, or \`: \` within, needs
quotes.

${validators.join('\n\n')}
`;
}

async function validatorSection(
  charm: Charm,
  name: string,
  files: Iterable<string>,
): Promise<string> {
  const load = charm.validators[name];
  if (load === undefined) throw new Error(`no validator ${name}`);
  const options = new PluginOptions({ name, line: 1 });
  const { problems = [] } = (await load())(options);
  const factory = factoryOf(name, files);
  const described = optionsOf(factory);
  const about = new Map(
    (described === undefined ? [] : membersOf(described)).map(({ name: option, comment }) => [
      option.replace(/\?$/, ''),
      wholeComment(comment),
    ]),
  );
  const rows = [...options.asked].map(([option, taken]) => [
    `\`${option}\``,
    taken,
    about.get(option) ?? '',
  ]);
  const required = options.findings.map(
    ({ value = '' }) => `Required: ${value.replace(/[a-z-]{3,}/g, '`$&`')}.`,
  );
  return [
    `### ${name}`,
    ...paragraphs(factory.comment),
    ...(rows.length === 0 ? [] : [table(['option', 'what it takes', 'what it is'], rows)]),
    ...required,
    `Finds ${codes(problems)}.`,
  ].join('\n\n');
}

/** Sorted: the order of a module's exports is another in each tool that loads it. */
function codes(problems: readonly KindInfo[]): string {
  return problems
    .map(({ code }) => `\`${code}\``)
    .sort()
    .join(', ');
}
