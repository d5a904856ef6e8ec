import type { ValidateConfigContext } from '../../../core/hooks/hooks.ts';
import type { FilesetEntry } from '../../../core/spec/draft.ts';
import type { Excess } from './alternatives.ts';
import type { Found } from './found.ts';
import { literalParent, mostAlternatives, mostBytes, mostMatches, walkSeconds } from './limit.ts';
import {
  globOverBudget,
  globTooBig,
  linkNotFollowed,
  nameNotUtf8,
  tooManyAlternatives,
  tooManyMatches,
  unreadableFolder,
} from './problems.ts';

type Judge = Pick<ValidateConfigContext, 'report' | 'leaveOut'>;

/** Says why a glob is not looked for. */
export function reportExcess(entry: FilesetEntry, { what, kind }: Excess, { report }: Judge): void {
  if (kind === 'alternatives') {
    report(tooManyAlternatives(entry, mostAlternatives, literalParent(entry.value)));
  } else report(globTooBig(entry, what));
}

const budget = {
  time: `could not be looked for in the ${walkSeconds} seconds that all globs have`,
  size: 'leads to more than can be looked into',
  bytes: `matches paths of more than the ${mostBytes / 1024 / 1024} MiB that all globs have`,
} as const;

/** Says what was met on the way, and what has stopped it. What a user has put on a disk holds nothing else back. */
export function reportFound(entry: FilesetEntry, found: Found, { report, leaveOut }: Judge): void {
  const { stop, notUtf8, unreadable, links } = found;
  const parent = literalParent(entry.value);
  if (stop === 'matches') leaveOut([], tooManyMatches(entry, mostMatches, parent));
  else if (stop !== undefined) leaveOut([], globOverBudget(entry, budget[stop], parent));
  if (notUtf8.length > 0) leaveOut(notUtf8, nameNotUtf8(entry, notUtf8));
  if (unreadable.length > 0) report(unreadableFolder(entry, unreadable));
  if (links.length > 0) report(linkNotFollowed(entry, links));
}
