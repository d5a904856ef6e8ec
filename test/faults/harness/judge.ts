import { isDeepStrictEqual } from 'node:util';
import { managedBase } from '../../../src/core/unit/files/managed-tree.ts';
import type { Attempt } from './attempt.ts';
import { comparable, isLeftByKill, scripts, state } from './disk.ts';
import { removal, type Scenario } from './scenarios.ts';
import type { Fault } from './traced.ts';

/** Where something was planted before the event. */
export interface Planted {
  readonly place: string;
  /** It is mounted, so that nothing of the charm's can be there. */
  readonly isMount: boolean;
}

/** What is wrong with an attempt, compared with one in which nothing went wrong. Nothing, if all that is promised holds. */
export function judge(
  scenario: Scenario,
  fault: Fault | undefined,
  tried: Attempt,
  undisturbed: Attempt,
  planted?: Planted,
): string[] {
  // What is planted where the charm keeps nothing is not the charm's either.
  const isForeign = (file: string) =>
    planted !== undefined &&
    isSameOrBelow(file, planted.place) &&
    (planted.isMount || undisturbed.final.kept[planted.place] === undefined);
  return [
    ...halfWritten(tried, undisturbed, isForeign),
    ...missing(scenario, tried, undisturbed)
      .filter((file) => !isForeign(file))
      .map(isMissing),
    ...unsaid(scenario, fault, tried, undisturbed, isForeign),
    ...tried.troubles,
    ...unrepaired(tried, undisturbed),
  ];
}

/** Every file is as it was before, or as it comes to be, whole and with its mode. */
function halfWritten(
  { before, after }: Attempt,
  { final }: Attempt,
  isForeign: (file: string) => boolean,
): string[] {
  return Object.entries(after).flatMap(([file, text]) => {
    if (isForeign(file)) return [];
    if (isLeftByKill(file)) return /^[67]00( |$)/.test(text) ? [] : [`${file} is open to others`];
    if (file === state) return isJson(text) ? [] : [`${file} is damaged`];
    // A folder is closed before it goes.
    const right = [before[file], final.kept[file], '700'];
    return right.includes(text) ? [] : [`${file} is neither old nor new: ${text.slice(0, 60)}`];
  });
}

function isJson(text: string): boolean {
  try {
    return text.startsWith('600 ') && JSON.parse(text.slice(4)) !== null;
  } catch {
    return false;
  }
}

/** What a databag names is there. Of a unit that goes, what a restore takes. */
function missing(scenario: Scenario, { after, databags }: Attempt, { final }: Attempt): string[] {
  const named = databags.flatMap((databag) =>
    Object.values(databag).filter((value) => value.startsWith(`${scripts}/`)),
  );
  const wanted = scenario === removal ? Object.keys(final.kept) : named;
  return wanted.filter((file) => after[file] === undefined);
}

const isMissing = (file: string) => `${file} is missing`;

const oneLine =
  /^\/opt(?:\/\S+)? [^\n]*(?:\(E[A-Z]+\)|something is mounted on it); [^\n]+; Juju discards [^\n]+\n$/;

/** A killed hook says nothing; one that fails says which file, why, and what to do; a removal names what it leaves. */
function unsaid(
  scenario: Scenario,
  fault: Fault | undefined,
  { hook, after, said }: Attempt,
  { final }: Attempt,
  isForeign: (file: string) => boolean,
): string[] {
  const { code, signal, stderr } = hook;
  if (fault === 'kill') return signal === 'SIGKILL' ? [] : [`the hook ended with ${code}`];
  if (/unexpected failure|^\s+at /m.test(stderr)) return [`it says: ${stderr}`];
  if (scenario === removal) {
    if (code !== 0) return [`the removal is held up: ${stderr}`];
    const left = leaves(after).filter((file) => final.kept[file] === undefined);
    const named = stderr.match(/(?<=^left behind: )\S+/gm) ?? [];
    return left
      .filter(
        (file) => !named.some((each) => isSameOrBelow(each, file) || isSameOrBelow(file, each)),
      )
      .map((file) => `${file} is left behind without a word: ${stderr}`);
  }
  if (code === 1) return oneLine.test(stderr) ? [] : [`it says: ${stderr}`];
  const own = (files: Readonly<Record<string, string>>) =>
    Object.entries(comparable(files)).filter(([file]) => !isForeign(file));
  if (code === 0 && isDeepStrictEqual(own(after), own(final.kept))) return [];
  const words = fault === undefined ? /can't be|is left alone/ : new RegExp(fault);
  const isSaid = said.some((line) => line.includes(`${managedBase}/`) && words.test(line));
  return code === 0 && isSaid ? [] : [`the hook ended with ${code}, and is silent`];
}

/** Files, and folders in which nothing is. */
function leaves(files: Readonly<Record<string, string>>): string[] {
  const all = Object.keys(files);
  return all.filter((file) => !all.some((other) => other.startsWith(`${file}/`)));
}

function isSameOrBelow(file: string, folder: string): boolean {
  return `${file}/`.startsWith(`${folder}/`);
}

function unrepaired({ final: found }: Attempt, { final: right }: Attempt): string[] {
  const files = [comparable(found.kept), comparable(right.kept)] as const;
  if (!isDeepStrictEqual(...files)) {
    const [is, was] = files.map((each) => Object.entries(each).map((entry) => entry.join(' ')));
    const odd = is?.filter((line) => !was?.includes(line)) ?? [];
    const lost = was?.filter((line) => !is?.includes(line)) ?? [];
    const shown = [...odd, ...lost.map((line) => `not ${line}`)].map((line) => line.slice(0, 120));
    return [`the next event does not repair it: ${shown.join(', ')}`];
  }
  return isDeepStrictEqual(found.databags, right.databags)
    ? []
    : ['the next event publishes something else'];
}
