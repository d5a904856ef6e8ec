import type { Charmcraft } from '../../../charm/project/charmcraft.ts';

type Action = Charmcraft['actions'][string];

/** `docs/reference/actions.md`, from charmcraft.yaml. */
export function actionsPage({ actions }: Charmcraft): string {
  const sections = Object.entries(actions).map(
    ([name, action]) => `## ${name}\n\n${action.description.trim()}\n${parameters(action)}`,
  );
  return `# Actions

Run them with \`juju run backup-integrator/0 <action> <parameter>=<value>\`; with \`--format json\`, a program can read
what they answer. None of them shows what is in a script or in a secret; what a script prints, \`run-script\` and
\`rehearse\` show.

${sections.join('\n')}`;
}

function parameters({ params = {}, ...action }: Action): string {
  const required = Array.isArray(action['required']) ? action['required'] : [];
  const lines = Object.entries(params).map(([name, param]) => {
    const facts = [
      String(param['type']),
      ...(Array.isArray(param['enum']) ? [param['enum'].join(', ')] : []),
      ...(param['minimum'] === undefined ? [] : [`${param['minimum']} to ${param['maximum']}`]),
      ...(param['default'] === undefined ? [] : [`default ${param['default']}`]),
      ...(required.includes(name) ? ['required'] : []),
    ];
    const description = String(param['description']).trim().replace(/\s+/g, ' ');
    return `- \`${name}\` (${facts.join('; ')}): ${description}\n`;
  });
  return lines.length === 0 ? '' : `\nParameters:\n\n${lines.join('')}`;
}
