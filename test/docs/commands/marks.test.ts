import { expect, it } from 'vitest';
import { handlingsOf } from './handling.ts';
import { beginning, type Need, sentenceFor } from './needs.ts';
import { blocksOf, pages, textOf } from './read/blocks.ts';
import { type Command, commandsOf } from './read/commands.ts';

const needsOf = (command: Command): Need[] =>
  handlingsOf(command).flatMap((handling) =>
    handling?.kind === 'elsewhere' ? [handling.need] : [],
  );

/** The paragraph's first sentence, wherever its lines are broken. */
function marksOf(text: string): string[] {
  const flat = text.replace(/\n *(?=\S)/g, ' ');
  return flat
    .split(beginning)
    .slice(1)
    .map((rest) => `${beginning}${rest.split('.', 1)[0]}.`);
}

it.each(pages)('%s says what of it the tests do not run, above the first of it', (page) => {
  const commands = blocksOf(page).flatMap(commandsOf);
  const sentence = sentenceFor(commands.flatMap(needsOf));
  const text = textOf(page);
  expect(marksOf(text)).toEqual(sentence === undefined ? [] : [sentence]);
  const first = commands.find((command) => needsOf(command).length > 0);
  const above = text.split('\n').slice(0, first?.line ?? 0);
  if (sentence !== undefined) expect(above.join('\n')).toContain(beginning);
});
