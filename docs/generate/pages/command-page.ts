import type { Command } from 'commander';
import { program } from '../../../cli/program.ts';
import { table } from '../table.ts';

/** `docs/reference/command.md`, from the command's own help. */
export function commandPage(): string {
  const sections = program().commands.map(
    (command) => `## ${command.name()}\n\n\`\`\`text\n${helpOf(command)}\n\`\`\``,
  );
  return `# The command backup-integrator

The npm package has it: \`npx backup-integrator\`. How to use it: [check configs in
CI](../how-to/check-configs-in-ci.md), [make a fork in a repository of its own](../how-to/fork-in-its-own-repository.md).
The executable of a packed charm has \`check\`, too, with the plugins that are in it:
\`/var/lib/juju/agents/unit-backup-integrator-0/charm/backup-integrator check FILE\`.

The exit code is 0 where all is well, 1 where something is not, and 2 where the command line is not right. What is wrong is
one line on stderr; what was asked for is on stdout.

A charm of your own is meant where \`--entry\` or \`--charmcraft\` is given, or where both \`charm.ts\` and
\`charmcraft.yaml\` are in the folder. Otherwise \`check\` judges with the plugins that come with the package.

${sections.join('\n\n')}

## What check says

| of | it says |
| --- | --- |
| a problem | what the charm would say, with its [code](problems.md), file, line and column |
| what only a disk can tell, where none is given | that it was not checked |
| what is in a secret, and an expression of Terraform | that it was not checked |

What Juju would refuse, and what is no config, is a problem like others:

${table(['code', 'what is wrong'], codes)}

## Formats of check

${table(['`--format`', 'what it is'], formats)}
`;
}

const codes = [
  ['`juju/unknown-option`', 'the charm has no such option'],
  ['`juju/wrong-type`', 'the value is not of the type of the option'],
  ['`juju/no-config`', "the file can't be read, or is in no form that has a config of the charm"],
];

const formats = [
  ['`text`', 'a line for each problem, as compilers write it: `file:line:column: severity: …`'],
  [
    '`json`',
    'an object: `errors`, `warnings`, and `configs`, of which each has `file`, `application`, `problems` (`code`, `severity`, `plugin`, `option`, `message`, `fix`, `place`) and `unchecked` (`option`, `value`, `reason`, `place`)',
  ],
  ['`sarif`', 'SARIF 2.1.0, for code scanning and editors'],
  ['`github`', "annotations, as GitHub's runner reads them"],
];

function helpOf(command: Command): string {
  let help = '';
  command.configureOutput({
    getOutHelpWidth: () => 80,
    writeOut: (text) => {
      help += text;
    },
  });
  command.outputHelp();
  return help.trim();
}
