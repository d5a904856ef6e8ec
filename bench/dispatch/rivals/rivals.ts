import { callsFromC, emptyExecutable } from './floor.ts';
import { callsFromGo, charmOnGoops } from './go.ts';
import { pythonImports } from './python.ts';
import type { Rival } from './rival.ts';

/** Makes all that is measured next to the charms, below the folder. */
export function makeRivals(folder: string): Rival[] {
  return [emptyExecutable, callsFromC, callsFromGo, charmOnGoops, pythonImports].map((make) =>
    make(folder),
  );
}
