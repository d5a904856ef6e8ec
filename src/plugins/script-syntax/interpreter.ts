/** How the syntax of a script is checked: by a program that only reads it, from stdin. */
export interface Check {
  readonly program: string;
  readonly args: readonly [string, ...string[]];
  /** As an operator would call it. */
  readonly command: string;
}

/** Python compiles without importing or running anything; `-I -S` keep it from looking at the site's own modules. */
const compileOnly = `import sys
try:
    compile(sys.stdin.buffer.read(), 'script', 'exec', dont_inherit=True)
except SyntaxError as error:
    print(error.lineno or 1)
    sys.exit(1)
`;

/** Without `extglob`, bash -n takes the patterns of a script that turns it on itself for errors. */
const bash = ['-O', 'extglob', '-n'] as const;
const python = ['-I', '-S', '-B', '-c', compileOnly] as const;

const known: readonly [pattern: RegExp, args: Check['args'], command: string][] = [
  [/^(sh|dash)$/, ['-n'], '-n'],
  [/^bash$/, bash, '-n'],
  [/^python3(\.\d+)?$/, python, '-m py_compile'],
];

/** The interpreter that a script's first line names; sh where it names none. */
export function interpreterOf(content: string): string {
  const line = content.split('\n', 1)[0] ?? '';
  if (!line.startsWith('#!')) return '/bin/sh';
  const [program = '', ...args] = line
    .slice(2)
    .trim()
    .split(/[ \t]+/);
  if (program !== '/usr/bin/env' && program !== '/bin/env') return program;
  const [target = ''] = args[0] === '-S' ? args.slice(1) : args;
  return `/usr/bin/${target}`;
}

/**
 * The check for an interpreter. Only those of the system's own folders are ever started, and only where their check is
 * known to run nothing of the script: `perl -c`, for one, runs its BEGIN blocks.
 */
export function checkFor(interpreter: string): Check | undefined {
  const [, name = ''] = /^(?:\/usr)?\/bin\/([a-z0-9.]+)$/.exec(interpreter) ?? [];
  for (const [pattern, args, command] of known) {
    if (pattern.test(name)) return { program: interpreter, args, command: `${name} ${command}` };
  }
  return undefined;
}
