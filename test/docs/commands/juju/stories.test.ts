import { it } from 'vitest';
import { followed } from '../handling.ts';
import { blocksOf, pages } from '../read/blocks.ts';
import { type Command, commandsOf, isShown } from '../read/commands.ts';
import { fileOf } from '../read/files.ts';
import { type JujuCommand, readJuju } from './command-line.ts';
import { given } from './given.ts';
import { shownStatus } from './shown.ts';
import { Story } from './story.ts';

/** A command of Juju's, or a status that the page shows by itself. */
type Step =
  | { readonly juju: JujuCommand; readonly command: Command }
  | { readonly shown: readonly string[] };

function stepsOf(page: string): Step[] {
  return blocksOf(page).flatMap((block): Step[] => {
    const { language, lines } = block;
    const isStatus = language === 'indented' && isShown(lines) && shownStatus(lines) !== undefined;
    if (isStatus) return [{ shown: lines }];
    return commandsOf(block).flatMap((command) =>
      command.programs
        .filter(({ words }) => words[0] === 'juju')
        .map(({ words }) => ({ juju: readJuju(words), command })),
    );
  });
}

const told = pages
  .filter((page) => page !== followed.page)
  .filter((page) => process.platform === 'linux' || given[page]?.isOfLinux !== true)
  .map((page) => ({ page, steps: stepsOf(page) }))
  .filter(({ steps }) => steps.some((step) => 'juju' in step));

const fileset = '/etc';

it.each(told)('$page tells what the charm says in the Juju model', async ({ page, steps }) => {
  const { config = { fileset }, lay, before } = given[page] ?? {};
  const story = new Story((name) => fileOf(page, name));
  await story.juju.deploy();
  await lay?.(story.root);
  await story.do(settingOf(config), []);
  const asks = steps.some((step) => 'juju' in step && asksForBackups(step.juju));
  if (!asks) await story.juju.integrate('bacula-fd');
  for (const [at, step] of steps.entries()) {
    if ('shown' in step) {
      story.expectStatus(step.shown);
      continue;
    }
    await before?.(story, step.juju);
    await story.do(step.juju, step.command.output);
    if (isSetting(step) && !showsStatus(step) && !showsStatus(steps[at + 1])) {
      story.expectNoComplaint();
    }
  }
});

function asksForBackups({ name, args }: JujuCommand): boolean {
  return name === 'integrate' && args.includes('backup-integrator:backup');
}

function isSetting({ juju: { name, args } }: Extract<Step, { juju: unknown }>): boolean {
  return name === 'config' && args[0] === 'backup-integrator';
}

function settingOf(config: Readonly<Record<string, string>>): JujuCommand {
  const assigned = Object.entries(config).map(([option, value]) => `${option}=${value}`);
  return { name: 'config', options: {}, args: ['backup-integrator', ...assigned] };
}

function showsStatus(step: Step | undefined): boolean {
  if (step === undefined) return false;
  return 'shown' in step || (step.juju.name !== 'run' && step.command.output.length > 0);
}
