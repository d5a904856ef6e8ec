/** The file, in the folder of the scripts, of the variables that a secret gives them. */
export const environmentFile = 'environment';

/** Environment variables, by name. */
export type Variables = Readonly<Record<string, string>>;

/** As in `/proc/<pid>/environ`: `NAME=value`, each with a NUL behind it. Nothing in a value has to be quoted. */
export function encodeEnvironment(variables: Variables): string {
  return Object.entries(variables)
    .map(([name, value]) => `${name}=${value}\0`)
    .join('');
}

/** What the file holds. */
export function decodeEnvironment(text: string): Variables {
  const entries = text.split('\0').flatMap((entry) => {
    const [, name, value] = /^([^=]+)=(.*)$/s.exec(entry) ?? [];
    return name === undefined || value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(entries);
}
