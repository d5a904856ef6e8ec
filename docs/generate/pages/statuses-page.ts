import { consequences, type StatusInfo, waits } from '../../../src/core/status.ts';
import { plainText, table } from '../table.ts';

/** `docs/reference/statuses.md`, from what core says in a status. */
export function statusesPage(): string {
  return `# Statuses

What \`juju status\` can show for a unit. The first of these that is so is shown: blocked, waiting, active.

## blocked

\`<option>: <what is wrong>; <what to do>; <what it means for backups>\`

There are errors in the config, or on this unit. The first is shown; \`(+2 more: juju run <unit> check)\` counts the other
errors, and the action shows all of them. A line of at most 160 characters has to do: where it would be longer, the value
that is named loses its middle, then the command goes, then the end of what to do. The log and the action have all of it.
[Problems](problems.md) lists everything that can be wrong. Files and databag are never made from a config with errors,
and the end of the status says what that means:

${infoTable(Object.values(consequences))}

## waiting

The config is right, as far as this unit can tell. Its warnings are in the log, and \`juju run <unit> check\` shows them.

${infoTable(Object.values(waits))}

## active

| it says | what it means | what to do |
| --- | --- | --- |
| nothing | This config is published, and all that it names is there. | Nothing. Whether a job ran is for the provider to say. |
| \`warning: <option>: <what is odd>; <what to do>\` | This config is published, and backups run. Something that it names would not be saved as it seems to be meant; \`(+2 more: juju run <unit> check)\` counts the other warnings. | Follow the fix. With \`strict=true\` a warning blocks as an error does. |

## error

\`hook failed\`: a tool of Juju's, or the disk, has failed under the charm. What it would have published is discarded, and
Juju runs the hook again by itself. The last line of \`juju debug-log --include <unit>\` says what failed and what to do.
`;
}

function infoTable(infos: readonly StatusInfo[]): string {
  const rows = infos.map(({ says, about, fix }) => [
    `\`${says('<application>')}\``,
    about,
    plainText(fix),
  ]);
  return table(['it says', 'what it means', 'what to do'], rows);
}
