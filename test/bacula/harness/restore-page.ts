import fs from 'node:fs';
import path from 'node:path';

/** A command of docs/how-to/restore.md, and where it is given. */
export type Command =
  | { readonly at: 'bconsole'; readonly text: string }
  | { readonly at: 'machine'; readonly client: string; readonly text: string }
  | { readonly at: 'juju'; readonly text: string };

/** What is to be done in one go. */
export type Block = readonly Command[];

const page = path.join(import.meta.dirname, '../../../docs/how-to/restore.md');

/** The blocks of commands of the page, by the headings that they are below. */
export function readRestorePage(): ReadonlyMap<string, readonly Block[]> {
  const sections = fs.readFileSync(page, 'utf8').split(/^#+ (?=[A-Z])/m);
  return new Map(
    sections.slice(1).map((section) => {
      const [heading = ''] = section.split('\n', 1);
      const blocks = section.matchAll(/^```console\n(.*?)^```$/gms);
      return [heading, [...blocks].map(([, text = '']) => commandsOf(text))];
    }),
  );
}

function commandsOf(text: string): Block {
  return text.trimEnd().split('\n').map(commandOf);
}

function commandOf(line: string): Command {
  const [, client = '', onMachine] = /^root@([\w-]+):~# (.*)$/.exec(line) ?? [];
  if (onMachine !== undefined) return { at: 'machine', client, text: onMachine };
  if (line.startsWith('*')) return { at: 'bconsole', text: line.slice(1) };
  if (line.startsWith('$ ')) return { at: 'juju', text: line.slice(2) };
  throw new Error(`this line of the page is no command: ${line}`);
}
