import type { Case } from './case.ts';
import { diskCases } from './disks.ts';
import { globCases } from './globs.ts';
import { kindCases } from './kinds.ts';
import { listCases } from './lists.ts';
import { nameCases } from './names.ts';
import { scriptCases } from './scripts.ts';

/** Every case, by what it is about. */
export const corpus: ReadonlyMap<string, readonly Case[]> = new Map([
  ['Names in the fileset', nameCases],
  ['How a fileset is written', listCases],
  ['Globs', globCases],
  ['Links, mounts and file systems', diskCases],
  ['What lies below a listed folder', kindCases],
  ['Scripts', scriptCases],
]);
