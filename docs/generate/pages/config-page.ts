import type { Charmcraft } from '../../../charm/project/charmcraft.ts';
import { plainText } from '../table.ts';

/** `docs/reference/config.md`, from charmcraft.yaml. */
export function configPage(charmcraft: Charmcraft): string {
  const sections = Object.entries(charmcraft.config.options).map(([name, option]) => {
    const value =
      option.default === undefined ? 'not set' : `\`${JSON.stringify(option.default)}\``;
    const description = plainText(option.description.trim());
    return `## ${name}\n\nType: ${option.type}. Default: ${value}.\n\n${description}\n`;
  });
  return `# Config options

Set them with \`juju config backup-integrator <option>=<value>\`, or from a file with \`<option>=@<file>\`.

${sections.join('\n')}`;
}
