import { readSource } from '../source/declaration.ts';
import { table } from '../table.ts';

/** Where the rules of the hooks are kept: the messages that these files have are what is refused. */
const files = {
  'src/core/plugin-list.ts': 'a change of the list',
  'src/core/charm.ts': 'the list, when the charm starts',
  'src/core/hooks/refuse-wrong-tap.ts': 'a tap, when the charm starts',
  'src/core/hooks/intercept.ts': 'an interceptor, when the charm starts',
  'src/core/hooks/taps.ts': '`apply`, and what a plugin does in its turn',
  'src/core/spec/draft.ts': 'what a plugin puts into the draft',
  'src/core/problems/read-finding.ts': 'a finding',
  'src/core/materialize.ts': 'a file',
} as const;

/** What the hooks refuse, each in the words of the refusal; `…` stands for the names in it. */
export function refusals(): string {
  const rows = Object.entries(files).flatMap(([file, what]) => {
    const found = messagesIn(readSource(file));
    if (found.length === 0)
      throw new Error(`${file} refuses nothing: see docs/generate/pages/refusals.ts`);
    return found.map((message, index) => [index === 0 ? what : '', message]);
  });
  return table(['refused is', 'in these words'], rows);
}

/** The texts in a file that are sentences, not names: of five words or more. */
export function messagesIn(source: string): string[] {
  const code = source
    .replace(/^\s*(?:\/\*\*[\s\S]*?\*\/|\/\/.*)$/gm, '')
    .replace(/^import .*;$/gm, '');
  const texts = code.matchAll(
    /(?<=\(\s*|return |[?:] )(?<=(refuse\(\s*)?)(?:`([^`]*)`|'([^'\n]*)'|"([^"\n]*)")/g,
  );
  return [...texts].flatMap(([, refuse, ...quoted]) => {
    const text = quoted.find((each) => each !== undefined) ?? '';
    const message = (refuse === undefined ? '' : 'plugin … ') + text.replace(/\$\{[^}]*\}/g, '…');
    return message.split(' ').length < 5 ? [] : [message.replaceAll('…()', '…')];
  });
}
