import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { blocksOf, repository } from './blocks.ts';
import { commandsOf } from './commands.ts';

const read = (file: string) => readFileSync(join(repository, file), 'utf8');
const script = '#!/bin/sh\nexit 0\n';

/** What Terraform makes of main.tf, as far as `check` reads it. */
const plan = {
  terraform_version: '1.11.0',
  planned_values: {
    root_module: {
      resources: [
        {
          address: 'juju_application.backup_integrator',
          type: 'juju_application',
          name: 'backup_integrator',
          values: { charm: [{ name: 'backup-integrator' }], config: { fileset: '/etc' } },
        },
      ],
    },
  },
};

/** What the files of a page are where it does not show them. */
const standIns: Readonly<Record<string, () => string>> = {
  'backups.yaml': () => read('examples/gitops/backups.yaml'),
  'config.yaml': () => 'application: app\nsettings:\n  fileset:\n    value: /etc\n',
  'dump.sh': () => script,
  'paths.txt': () => '/etc\n/var/lib/postgresql\n',
  'plan.json': () => JSON.stringify(plan),
  'redis.yaml': () => read('examples/recipes/redis.yaml'),
};

/** The content of a file that a page has: as the page shows it, if it does. */
export function fileOf(page: string, name: string): string {
  const blocks = blocksOf(page);
  for (const { programs, input, output } of blocks.flatMap(commandsOf)) {
    const [{ words = [], into } = {}] = programs;
    if (words[0] !== 'cat') continue;
    if (into === name) return `${input.join('\n')}\n`;
    if (words[1] === name) return `${output.join('\n')}\n`;
  }
  const module = blocks.find(({ language }) => language === 'js');
  if (name.endsWith('.mjs') && module !== undefined) return module.lines.join('\n');
  const standIn = standIns[name];
  if (standIn === undefined) throw new Error(`${page} shows no ${name}`);
  return standIn();
}
