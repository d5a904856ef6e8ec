/** Runs a command line's work. What goes wrong is told in words, without a stack trace, and exits 1. */
export async function runCommand(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    console.error(`error: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  }
}

/** The values given for a command-line option, each of which must be one of the choices. */
export function chosen<Choice extends string>(
  option: string,
  values: readonly string[],
  choices: readonly Choice[],
): Choice[] {
  return values.map((value) => {
    const choice = choices.find((candidate) => candidate === value);
    if (choice !== undefined) return choice;
    throw new Error(`--${option} is ${JSON.stringify(value)}, but must be ${choices.join(' or ')}`);
  });
}
