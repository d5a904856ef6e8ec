/** What somebody meant who wrote an entry that is no path, and what to write instead. */
export interface Intent {
  /** What the entry is, as a clause. */
  readonly what: string;
  readonly fix: string;
}

/** How a known mistake is recognised, and what is said of it. */
type Recognise = (value: string) => Intent | undefined;

const intents: readonly Recognise[] = [
  starting(/^\uFEFF/, 'starts with a byte order mark', () => 'save the file as UTF-8 without one'),
  starting(/^#/, 'is a comment, which a fileset has none of', () => 'take it out'),
  starting(
    /^~[^/]*/,
    'starts with ~, which only a shell replaces with a home folder',
    (rest) => `write the folder itself, as in /home/alice${rest}`,
  ),
  starting(
    /^\$/,
    'starts with a variable, which only a shell replaces',
    () => 'write the path that it stands for',
  ),
  starting(
    /^["'`]/,
    'is in quotes, which would be a part of the path',
    () => 'take the quotes off',
  ),
  starting(
    /^@/,
    'names a file, which only the whole option can come from',
    (rest) => `list the paths here, or set all of it: juju config <application> fileset=@${rest}`,
  ),
  starting(
    /^- +/,
    'starts with a dash, as in a YAML list',
    () => 'write the path alone, with a comma or a line break after it',
  ),
  starting(
    /^!/,
    'is an exclusion, which a fileset has none of',
    () => 'take it out, and list what is to be saved in place of the folder above it',
  ),
  starting(/^[A-Za-z]:[\\/]/, 'is a Windows path', () => 'list a path of a Linux machine'),
];

/** Recognises what was meant. Undefined for any other text that does not start with `/`. */
export function intentOf(value: string): Intent | undefined {
  if (value.startsWith('/')) return undefined;
  for (const recognise of intents) {
    const intent = recognise(value);
    if (intent !== undefined) return intent;
  }
  return undefined;
}

function starting(pattern: RegExp, what: string, fix: (rest: string) => string): Recognise {
  return (value) =>
    pattern.test(value) ? { what, fix: fix(value.replace(pattern, '')) } : undefined;
}
