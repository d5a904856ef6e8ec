import { mostOfResult } from '../../../src/core/juju/action-result.ts';
import { mostOutput } from '../../../src/core/process/run-script.ts';
import { mostOfPattern } from '../../../src/core/spec/pattern-limits.ts';
import { mostOfFolder } from '../../../src/core/unit/disk/folder-entries.ts';
import { mostOpenFiles } from '../../../src/core/unit/disk/open-files.ts';
import { patience } from '../../../src/core/unit/disk/silent-mounts.ts';
import { mostOfPatterns } from '../../../src/core/validators/plugin-options.ts';
import { mostOfPlugins } from '../../../src/core/validators/plugins-option.ts';
import { mostRecent } from '../../../src/plugins/check/deep/recent.ts';
import { limitOfSeconds } from '../../../src/plugins/check/parameters.ts';
import { mostNames } from '../../../src/plugins/check/size.ts';
import { longestPath } from '../../../src/plugins/fileset/entry-check.ts';
import * as glob from '../../../src/plugins/fileset/globs/limit.ts';
import { mostOfFileset } from '../../../src/plugins/fileset/parse.ts';
import { longestPeriod } from '../../../src/plugins/last-backup/last-backup.ts';
import { mostOfMetricsFile } from '../../../src/plugins/metrics/metrics-file.ts';
import { limitOfSeconds as scriptSeconds } from '../../../src/plugins/rehearse/parameters.ts';
import { mostCounted } from '../../../src/plugins/rehearse/saved.ts';
import {
  mostOfEnvironment,
  mostOfVariable,
} from '../../../src/plugins/run-scripts/environment/environment.ts';
import { mostOfScript } from '../../../src/plugins/run-scripts/run-scripts.ts';
import { longestTimeout } from '../../../src/plugins/run-scripts/run-settings.ts';
import { table } from '../table.ts';

const number = (count: number) => count.toLocaleString('en');
const size = (bytes: number) =>
  bytes % 2 ** 20 === 0 ? `${bytes / 2 ** 20} MiB` : `${bytes / 2 ** 10} KiB`;

/** `docs/reference/limits.md`, from the constants by which the code goes. */
export function limitsPage(): string {
  return `# Limits

Every input has a limit, which is looked at before anything else is done with it. Nothing is cut in silence: what is over a
limit is a [problem](problems.md), with the limit in its message.

## Options

What is over one of these is an error. What was published last stays.

${table(
  ['what', 'at most'],
  [
    ['`fileset`', size(mostOfFileset.bytes)],
    ['entries of it', number(mostOfFileset.entries)],
    ['a path', `${number(longestPath)} bytes`],
    ['a glob, as it is written', `${number(glob.mostOfGlob.characters)} characters`],
    ['`{` in a glob', number(glob.mostOfGlob.braces)],
    ["alternatives of a glob's `{}` lists", number(glob.mostAlternatives)],
    [
      'one alternative',
      `${number(mostOfPattern.bytes)} bytes, ${mostOfPattern.brackets} \`[\`, ${mostOfPattern.brackets} \`(\`, ${mostOfPattern.unclosed} \`[\` without a \`]\``,
    ],
    ['lists in lists, of `{}` or `()`', `${mostOfPattern.depth} deep`],
    [
      'all globs of a fileset',
      `${number(glob.mostOfGlobs.patterns)} alternatives with magic in them, ${number(glob.mostOfGlobs.characters)} characters and ${number(glob.mostOfGlobs.brackets)} brackets in all alternatives`,
    ],
    ['a script', size(mostOfScript)],
    [
      'a variable of `script-environment`, with its name',
      `${number(mostOfVariable)} bytes; ${size(mostOfEnvironment)} for all of them`,
    ],
    ['`script-timeout`', `${longestTimeout / 86_400} days`],
    ['`expect-backup-every`', `${longestPeriod / 86_400} days`],
    [
      '`metrics-file`',
      `${number(mostOfMetricsFile.path)} bytes, ${number(mostOfMetricsFile.name)} of them for the file's name`,
    ],
    ['`plugins`', `${number(mostOfPlugins.text)} characters`],
    ['plugins in it', number(mostOfPlugins.items)],
    ['the name of one', `${mostOfPlugins.name} characters`],
    [
      'the options of one',
      `${mostOfPlugins.keys}, of ${number(mostOfPlugins.options)} characters as JSON`,
    ],
    ['YAML aliases', number(mostOfPlugins.aliases)],
    [
      'patterns of one option, each alternative of a `{}` list counted',
      `${number(mostOfPatterns.patterns)}, of ${number(mostOfPatterns.characters)} characters each`,
    ],
  ],
)}

## Looking for globs

A glob that is over one of these blocks the unit, which names the folder to list instead. What is published of that glob
stays, all the rest is published, and the other globs are looked for.

${table(
  ['what', 'at most'],
  [
    ['time, for all globs of an event', `${glob.walkSeconds} seconds`],
    ['paths that one glob matches, on a unit and on all together', number(glob.mostMatches)],
    ['bytes of the paths that all globs match on a unit', size(glob.mostBytes)],
    [
      'bytes of the paths on all units together',
      `${size(glob.mostBytesTogether.one)} for one glob, ${size(glob.mostBytesTogether.all)} for all`,
    ],
    ['folders found and not looked into yet, for one glob', number(glob.mostPending)],
    ['names that are read in one folder', `${size(mostOfFolder.names)} of them`],
  ],
)}

## Actions

What was not looked at is said in the results.

${table(
  ['what', 'at most'],
  [
    [
      'time for `size` of `check`, and again for `deep`',
      `what \`seconds\` says: ${limitOfSeconds.default} where it is not given, ${number(limitOfSeconds.most)} at most`,
    ],
    ['names that each of them looks at', number(mostNames)],
    ['files written within a day, which `deep` looks at twice', number(mostRecent)],
    ['open files of processes that `deep` looks at', number(mostOpenFiles)],
    [
      'time for a script of `run-script` and `rehearse`',
      `what \`seconds\` says: ${scriptSeconds.default} where it is not given, ${number(scriptSeconds.most)} at most`,
    ],
    ['its output that is shown', `the last ${size(mostOutput)}, of each of two`],
    [
      'counting by `rehearse`',
      `${number(mostCounted.entries)} names, and ${mostCounted.seconds} seconds`,
    ],
    ['a result', `${size(mostOfResult)}; of a longer list the end is left out, which it says`],
  ],
)}

## What others say

${table(
  ['what', 'at most'],
  [
    [
      'what a unit tells the leader',
      `${number(glob.mostOfWord)} characters; longer ones are dropped`,
    ],
    ['what it says of one pattern', `${number(glob.mostMatches)} paths`],
    [
      'the answer of a network or FUSE mount',
      `${patience.one} seconds, and ${patience.all} for all that do not answer; what does not counts as unreadable`,
    ],
  ],
)}
`;
}
