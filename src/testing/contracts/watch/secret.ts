import assert from 'node:assert/strict';

/** Stands in scripts and in user secrets, and nowhere else. */
const secret = 'a-password-that-is-in-no-message';

/** A script with the secret in its body: once as a comment, once where no shell expects it. */
export const withSecret = (script: string) => `${script}\n# ${secret}\nfi ${secret}\n`;

/** The same, for a script that has to stay right. */
export const withSecretComment = (script: string) => `${script}\n# ${secret}\n`;

/** User secrets with the secret at the end of each value. */
export function secretsWithMark(
  secrets: Readonly<Record<string, Readonly<Record<string, string>>>> = {},
): Record<string, Record<string, string>> {
  const marked = (content: Readonly<Record<string, string>>) =>
    Object.entries(content).map(([key, value]) => [key, `${value}-${secret}`]);
  return Object.fromEntries(
    Object.entries(secrets).map(([uri, content]) => [uri, Object.fromEntries(marked(content))]),
  );
}

/** @param what - what is looked through, in words */
export function assertNoSecret(shown: unknown, what: string): void {
  const text = typeof shown === 'string' ? shown : (JSON.stringify(shown) ?? '');
  assert.ok(
    !text.includes(secret),
    `${what} has a part of what a script or a user secret holds in it`,
  );
}
