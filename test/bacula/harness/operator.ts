import type { Verdict } from './bconsole.ts';
import { execute } from './processes.ts';
import { clientName } from './provider.ts';
import type { Block, Command } from './restore-page.ts';
import type { Stage } from './stage.ts';

/** What a test does in the Juju model for a command of Juju's. */
type JujuCommands = Readonly<Record<string, () => Promise<unknown>>>;

/** Follows docs/how-to/restore.md word by word. */
export class Operator {
  readonly #stage: Stage;
  readonly #juju: JujuCommands;
  /** By client: a machine stays when its unit goes. */
  readonly #roots = new Map<string, string>();

  constructor(stage: Stage, juju: JujuCommands = {}) {
    this.#stage = stage;
    this.#juju = juju;
    for (const { name, root } of stage.site.juju.units) this.#roots.set(clientName(name), root);
  }

  /**
   * @param words - what stands for each `<word>` of the block
   * @returns what bconsole has said, and what became of the job that was begun, if one was
   */
  async follow(block: Block, words: Readonly<Record<string, string>> = {}): Promise<Followed> {
    const commands = block.map((command) => ({ ...command, text: fill(command.text, words) }));
    for (const command of commands) await this.#run(command);
    const asked = commands.filter(({ at }) => at === 'bconsole').map(({ text }) => text);
    if (asked.length === 0) return { said: '', job: undefined };
    return this.#stage.suite.console.session(...asked);
  }

  async #run(command: Command): Promise<void> {
    if (command.at === 'bconsole') return;
    if (command.at === 'machine') {
      const root = this.#roots.get(command.client);
      if (root === undefined) throw new Error(`no machine of ${command.client}`);
      execute('chroot', root, '/bin/sh', '-c', command.text);
      return;
    }
    const done = this.#juju[command.text];
    if (done === undefined) throw new Error(`the test does not know: ${command.text}`);
    await done();
  }
}

interface Followed {
  readonly said: string;
  readonly job: Verdict | undefined;
}

function fill(text: string, words: Readonly<Record<string, string>>): string {
  return text.replace(/<(.*?)>/g, (_, word: string) => {
    const value = words[word];
    if (value === undefined) throw new Error(`the test says nothing of <${word}>`);
    return value;
  });
}
