import type { SteadyEvent } from '../events.ts';

/** What is run for an event. */
type ArgvFor = (event: SteadyEvent) => readonly string[];

/** What is measured next to the charms, or why it is not. */
export type Rival =
  | {
      readonly kind: 'made';
      readonly name: string;
      readonly argvFor: ArgvFor;
    }
  | { readonly kind: 'skipped'; readonly name: string; readonly reason: string };

/** Makes a rival; what fails while it is made becomes the reason why it is skipped. */
export async function tryToMake(
  name: string,
  make: () => ArgvFor | Promise<ArgvFor>,
): Promise<Rival> {
  try {
    return { kind: 'made', name, argvFor: await make() };
  } catch (error) {
    return { kind: 'skipped', name, reason: reasonOf(error) };
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const stderr = 'stderr' in error ? String(error.stderr).trim() : '';
  return (stderr === '' ? error.message : stderr).split('\n').slice(-2).join(' ').trim();
}

/** The event's calls, as the programs take them that do nothing else. */
export function asArguments({ calls }: SteadyEvent): string[] {
  return calls.flatMap((argv) => [...argv, '--next']);
}
