import type { Block } from './blocks.ts';
import { type Started, startedBy } from './words.ts';

/** Whose prompt a command stands behind: the reader's, somebody's on a machine, or that of Bacula's console. */
type Place = 'shell' | 'machine' | 'bconsole';

/** A command of a page, with what the page shows of it. */
export interface Command {
  readonly page: string;
  readonly line: number;
  readonly at: Place;
  readonly text: string;
  readonly programs: readonly Started[];
  /** What it reads from stdin: a here-document. */
  readonly input: readonly string[];
  readonly output: readonly string[];
}

const prompts: readonly (readonly [RegExp, Place])[] = [
  [/^\$ /, 'shell'],
  [/^# /, 'shell'],
  [/^\*(?=\S)/, 'bconsole'],
  [/^\w+@[\w-]+:~[#$] /, 'machine'],
];

/** The commands of a block; none, where its language is not one of a shell's. */
export function commandsOf(block: Block): Command[] {
  const { language, lines } = block;
  if (language === 'console') return read(block, promptOf);
  if (language === 'text' && lines[0]?.startsWith('$ ')) return read(block, promptOf);
  if (language === 'yaml') return read(block, stepOf);
  const isBare = language === 'sh' || (language === 'indented' && !isShown(lines));
  return isBare ? read(block, (line) => ({ at: 'shell', text: line })) : [];
}

/** An indented block that is no command: what `juju status` shows, or a drawing. */
export function isShown(lines: readonly string[]): boolean {
  return /^(?:blocked|waiting|active) {2}|──/.test(lines.join('\n'));
}

interface Prompted {
  readonly at: Place;
  readonly text: string;
}

function promptOf(line: string): Prompted | undefined {
  for (const [prompt, at] of prompts) {
    if (prompt.test(line)) return { at, text: line.replace(prompt, '') };
  }
  return undefined;
}

/** A step of a workflow. */
function stepOf(line: string): Prompted | undefined {
  const [, text] = /^ *- run: (.*)$/.exec(line) ?? [];
  return text === undefined ? undefined : { at: 'shell', text };
}

function read(
  { page, line: first, lines, language }: Block,
  prompted: (line: string) => Prompted | undefined,
): Command[] {
  const commands: (Command & { output: string[] })[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = first + at;
    const begun = prompted(lines[at] ?? '');
    if (begun === undefined) {
      // What follows a step of a workflow is not what it prints.
      if (language !== 'yaml') commands.at(-1)?.output.push(lines[at] ?? '');
      continue;
    }
    let text = begun.text.replace(/\s+# .*$/, '');
    while (isOpen(text) && at + 1 < lines.length) {
      text = `${text.replace(/\\$/, '')}${text.endsWith('\\') ? '' : '\n'}${lines[++at]}`;
    }
    const input: string[] = [];
    const [, end] = /<<'?(\w+)'?/.exec(text) ?? [];
    while (end !== undefined && lines[++at] !== end) input.push(lines[at] ?? '');
    const programs = begun.at === 'bconsole' ? [] : startedBy(text);
    commands.push({ page, line, at: begun.at, text, programs, input, output: [] });
  }
  return commands;
}

/** Whether a command goes on in the next line. */
function isOpen(text: string): boolean {
  return text.endsWith('\\') || (text.match(/'/g)?.length ?? 0) % 2 === 1;
}
