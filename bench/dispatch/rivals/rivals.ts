import { callsFromC, emptyExecutable } from './floor.ts';
import { callsFromGo, charmOnGoops } from './go.ts';
import { pythonImports } from './python.ts';
import type { Rival } from './rival.ts';

/** Makes all that is measured next to the charms, below the folder. */
export function makeRivals(folder: string): Promise<Rival[]> {
  const all = [emptyExecutable, callsFromC, callsFromGo, charmOnGoops, pythonImports];
  return Promise.all(all.map((make) => make(folder)));
}
