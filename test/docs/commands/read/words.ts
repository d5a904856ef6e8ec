/** One program with its arguments, as a shell would start it. */
export interface Started {
  readonly words: readonly string[];
  /** The file that its output goes to. */
  readonly into?: string;
}

// A here-document, what stands between two programs, a redirection, a word, and what none of them is.
const token =
  /(<<'?\w+'?)|(&&|\|\||[|;])|(>>?)|((?:'[^']*'|"[^"]*"|<[^<>]+>|\\.|[^\s'"<>|&;\\])+)|(\S)/g;

/**
 * The programs that a command line starts. `<what is yours>` is a word like others.
 *
 * @throws Error where it has something that no page needs so far, such as `&`
 */
export function startedBy(line: string): Started[] {
  const all: { words: string[]; into?: string }[] = [{ words: [] }];
  let isRedirected = false;
  for (const [, document, between, redirection, word, other] of line.matchAll(token)) {
    const current = all.at(-1);
    if (current === undefined || other !== undefined) throw new Error(`${other} in: ${line}`);
    if (between !== undefined) all.push({ words: [] });
    else if (word !== undefined && isRedirected) current.into = unquoted(word);
    else if (word !== undefined && (current.words.length > 0 || !/^[A-Z]+=/.test(word))) {
      current.words.push(unquoted(word));
    }
    isRedirected = redirection !== undefined && document === undefined;
  }
  return all;
}

function unquoted(word: string): string {
  return word.replace(/'([^']*)'|"([^"]*)"|\\(.)/g, (_, single, double, escaped) =>
    String(single ?? double ?? escaped),
  );
}
