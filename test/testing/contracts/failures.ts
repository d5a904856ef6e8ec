import type { Suite } from '../../../src/testing/index.ts';

/**
 * The rules of a contract that what is fed to it breaks: the names of its cases that fail.
 *
 * @param tried - the rules that are tried; all of them where it is not given
 */
export async function failures(
  define: (suite: Suite) => void,
  tried?: readonly string[],
): Promise<string[]> {
  const cases: (readonly [string, () => void | Promise<void>])[] = [];
  define({ describe: (_, body) => body(), it: (name, run) => cases.push([name, run]) });
  const names = cases.map(([name]) => name);
  const unknown = tried?.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new Error(`the contract has no rule ${JSON.stringify(unknown)}`);
  const failed: string[] = [];
  for (const [name, run] of cases) {
    if (tried?.includes(name) === false) continue;
    try {
      await run();
    } catch {
      failed.push(name);
    }
  }
  return failed;
}
