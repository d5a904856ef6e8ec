import type { Status } from './juju/hook-tools.ts';
import { describeProblem, type Finding, holdsBack, type Problem } from './problems/problem.ts';

/** What a status is made of. */
export interface Outcome {
  readonly problems: readonly Problem[];
  /** This unit's name. */
  readonly unit: string;
  readonly application: string;
  /** How many `backup` relations there are. */
  readonly relations: number;
  /** What is published was made from this unit's config. */
  readonly isConfirmed: boolean;
  /** Something was published before, from whatever config. */
  readonly wasPublished: boolean;
  /** What is published was made from another config than this unit's, and it is time to say so. */
  readonly isBehind: boolean;
}

/** Characters of a status: `juju status` shows it on one line. */
const longest = 160;
/** Characters that a quoted value keeps at least when it is cut. */
const leastOfValue = 24;

/** What the reference says of a status, or of a part of one. */
export interface StatusInfo {
  /** As it stands in the status, with the name of the application. */
  readonly says: (application: string) => string;
  /** What it means for backups. */
  readonly about: string;
  /** What to do about it. */
  readonly fix: string;
}

/** What a blocked status ends with: what the errors mean for backups. */
export const consequences = {
  restIsPublished: {
    says: () => 'the rest is published',
    about:
      'Some matches of a glob are left out. All else is published, so backups go on without them.',
    fix: 'Follow the fix, or narrow the glob so that it no longer meets them.',
  },
  thisIsPublished: {
    says: () => 'this config is published',
    about:
      'The leader has published this config, so backups run with it on this unit too. The error is about this unit alone.',
    fix: 'Follow the fix on this unit before its next backup.',
  },
  lastGoodStays: {
    says: () => 'last good config stays',
    about:
      'Backups go on with the fileset and the scripts that were published last, and not with what was set since.',
    fix: 'Follow the fix; the corrected config is published at once.',
  },
  nothingIsPublished: {
    says: () => 'nothing is published yet',
    about: 'No provider was ever told what to save, so there are no backups.',
    fix: 'Follow the fix; the first config without an error is published at once.',
  },
} as const satisfies Readonly<Record<string, StatusInfo>>;

/** What a unit waits for. */
export const waits = {
  forRelation: {
    says: (application: string) =>
      `waiting for backup relation: juju integrate ${application}:backup <provider>`,
    about:
      'The config is right, and there is nobody to give it to: there are no backups until there is a provider.',
    fix: 'Relate the provider, and the provider to this principal: juju integrate bacula-fd <principal>.',
  },
  forLeader: {
    says: (application: string) =>
      `this config is not published yet; see juju status ${application}`,
    about:
      'The leader has not published the config that this unit has: it is blocked, or did not get to it. Backups go on with what was published last, if anything was.',
    fix: 'Look at the status of the leader, the unit with the star: it says what to do. If it is active, this goes at the next event.',
  },
} as const satisfies Readonly<Record<string, StatusInfo>>;

/**
 * What `juju status` shows: blocked by errors, waiting for a relation or for the leader, or active, with the warnings if
 * there are any. Blocked says what that means for backups.
 */
export function composeStatus(outcome: Outcome): Status {
  const { problems, unit, application, relations, isBehind } = outcome;
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) {
    const { says } = consequence(errors, outcome);
    return { status: 'blocked', message: summary(errors, unit, says()) };
  }
  if (relations === 0) return { status: 'waiting', message: waits.forRelation.says(application) };
  if (isBehind) return { status: 'waiting', message: waits.forLeader.says(application) };
  return { status: 'active', message: problems.length > 0 ? summary(problems, unit) : '' };
}

function consequence(errors: readonly Problem[], { isConfirmed, wasPublished }: Outcome) {
  if (!errors.some(holdsBack)) return consequences.restIsPublished;
  if (isConfirmed) return consequences.thisIsPublished;
  return wasPublished ? consequences.lastGoodStays : consequences.nothingIsPublished;
}

/** The first problem and how many more there are. What is too long loses the middle of its values, then the command. */
function summary(problems: readonly Problem[], unit: string, consequence?: string): string {
  const [first] = problems;
  if (first === undefined) return '';
  const others = problems.length - 1;
  const prefix = first.severity === 'warning' ? 'warning: ' : '';
  const end = consequence === undefined ? '' : `; ${consequence}`;
  const long = others === 0 ? '' : ` (+${others} more: juju run ${unit} check)`;
  const short = others === 0 ? '' : ` (+${others} more)`;
  const room = (more: string) => longest - prefix.length - end.length - more.length;
  for (const more of [long, short]) {
    const text = withCutValues(first, room(more));
    if (text.length <= room(more)) return prefix + text + end + more;
  }
  const text = withCutValues(first, room(short));
  return `${prefix}${beginning(text, room(short) - 1).trimEnd()}…${end}${short}`;
}

/** The problem in words, with quoted values cut in their middle until it fits, if they can be cut that far. */
function withCutValues(problem: Finding, room: number): string {
  const text = describeProblem(problem);
  const values = text.match(/"[^"]*"/g) ?? [];
  const excess = text.length - room;
  if (excess <= 0 || values.length === 0) return text;
  const [value = ''] = values.toSorted((a, b) => b.length - a.length);
  const kept = Math.max(leastOfValue, value.length - excess);
  return kept >= value.length ? text : text.replace(value, () => cutInMiddle(value, kept));
}

function cutInMiddle(text: string, length: number): string {
  const half = Math.floor((length - 1) / 2);
  const end = text.slice(text.length - half).replace(/^[\udc00-\udfff]/, '');
  return `${beginning(text, length - 1 - half)}…${end}`;
}

/** So many characters of the text, or one less where that would be half of one. */
function beginning(text: string, length: number): string {
  return text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
}
