/** A TSDoc comment, without its stars, as one text for each of its paragraphs. Tags are none of them. */
export function paragraphs(comment: string): string[] {
  const [words = ''] = withoutStars(comment).split(/^\s*@/m);
  return words.split(/\n\s*\n/).flatMap((paragraph) => inMarkdown(paragraph) || []);
}

/** The first sentence of a comment. */
export function firstSentence(comment: string): string {
  const [words = ''] = paragraphs(comment);
  const [sentence = words] = /^.*?[.:](?= [A-Z`{-]|$)/.exec(words) ?? [];
  return sentence.replace(/:$/, '.');
}

/** All that a comment says, tags included, in one paragraph. */
export function wholeComment(comment: string): string {
  const [, ...tags] = withoutStars(comment).split(/^\s*@/m);
  const told = tags.map((tag) => {
    const text = inMarkdown(tag);
    const [, parameter, about] = /^param (\w+) - (.*)$/.exec(text) ?? [];
    if (parameter !== undefined) return sentence(`\`${parameter}\`: ${about}`);
    const [, thrown, why] = /^throws (\w+)(,? .*)$/.exec(text) ?? [];
    if (thrown !== undefined) return sentence(`Throws \`${thrown}\`${why}`);
    throw new Error(`can't read the tag @${text}`);
  });
  return [...paragraphs(comment), ...told].join(' ');
}

function withoutStars(comment: string): string {
  return comment.replace(/^[ \t]*\* ?/gm, '').trim();
}

function inMarkdown(text: string): string {
  return text
    .replace(/\{@link (\w+)\}/g, '`$1`')
    .replace(/\s+/g, ' ')
    .trim();
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
