import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Validator } from '../../../src/core/validators/validator.ts';
import { check } from '../../support/check.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** A module whose plugin `mine` does this in its `apply`. */
export const applying = (body: string) => `
export const mine = () => ({
  name: 'mine',
  apply({ hooks }) {
    ${body}
  },
});
`;

/** A module whose plugin `mine` taps `validateConfig` with this function. */
export const tapping = (fn: string, tap = 'tap') =>
  applying(`hooks.validateConfig.${tap}('mine', ${fn});`);

/** Puts a module into a file. */
export function siteFile(text: string): string {
  const file = join(temporaryFolder(), 'site-plugins.mjs');
  writeFileSync(file, text);
  return file;
}

/** Runs the plugin `mine` of a module, and returns what is said of it: why there is no charm, or the problems. */
type Way = (module: string) => Promise<readonly string[]>;

/** The three ways in which a plugin comes into the charm. What holds for one of them holds for all. */
export const ways: readonly (readonly [string, Way])[] = [
  [
    'in the list',
    async (module) => {
      const make = await factory(module);
      try {
        const { problems } = await check([make()], {}, '/');
        return problems.map(({ message }) => message);
      } catch (error) {
        return [error instanceof Error ? error.message : String(error)];
      }
    },
  ],
  [
    'from config',
    async (module) => {
      const make = await factory(module);
      const { problems } = await check([], { plugins: '- mine' }, '/', { mine: async () => make });
      return problems.map(({ message }) => message);
    },
  ],
  [
    'of a site, in its process',
    async (module) => {
      const { problems } = await check([], { plugins: '- mine' }, '/', {}, siteFile(module));
      return problems.map(({ message }) => message);
    },
  ],
];

async function factory(module: string): Promise<() => Validator> {
  const exported = await import(/* @vite-ignore */ pathToFileURL(siteFile(module)).href);
  return () => exported.mine();
}
