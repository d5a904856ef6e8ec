import type { ConfigValue } from '../juju/config.ts';
import { CharmError } from '../problems/charm-error.ts';
import type { Finding } from '../problems/problem.ts';
import { oneLine, outgoing } from '../problems/quote.ts';
import { readFinding } from '../problems/read-finding.ts';
import type { FrozenDraft } from '../spec/draft.ts';
import { type Outcome, runBounded } from './bounded-process.ts';
import { type Command, furthestIsolation, type Isolation, isolated } from './isolation.ts';
import type { ConfiguredPlugin } from './plugins-option.ts';
import {
  sitePluginEnded,
  sitePluginNotUnprivileged,
  sitePluginTimedOut,
  sitePluginTooLarge,
  wrongSiteAnswer,
} from './site-plugin-problems.ts';

/** What the process of a site plugin is told, on stdin, as JSON. */
export interface SitePluginRequest {
  /** Absolute path of the resource's file. */
  readonly file: string;
  readonly plugin: ConfiguredPlugin;
  /** The names of the validators that come with the charm. */
  readonly bundled: readonly string[];
  /** The config options that a finding can be about. */
  readonly options: readonly string[];
  readonly config: Readonly<Record<string, ConfigValue>>;
  readonly draft: FrozenDraft;
  readonly managedFolder: string;
  /** What absolute paths are resolved against. */
  readonly root: string;
}

/** How a site plugin is run. */
export interface SitePluginProcess {
  /** Starts this program once more, to run one site plugin; `src/core/validators/site-plugin-process.ts` is what then has to run. */
  readonly command: Command;
  /** After so many seconds, the process and all that it has started are killed. */
  readonly seconds: number;
  /** How far it is kept apart from the machine. Where it is not given, as far as can be. */
  readonly isolation?: Isolation;
  /** Whether it is kept from what only root may read. */
  readonly isUnprivileged?: boolean;
  /** Takes what a plugin prints, line by line. Where it is not given, nothing of that is shown. */
  readonly warn?: (line: string) => unknown;
}

/** MiB that a plugin may take, with what it has started. */
const memory = 512;

/** Of what a plugin prints on stdout or stderr, so many lines are shown, and so many characters of each. */
const shown = { lines: 50, characters: 500 };

/** Findings that are read: those of the plugin that count, and what is said of the plugin itself. */
const mostFindings = 102;

/**
 * Runs one plugin of the resource `site-plugins`, in a process of its own that is kept apart from the machine. It can't hold
 * up the charm for longer than its time, nor change what the charm will publish, and what it has started ends with it.
 *
 * @throws CharmError where no process can be started
 */
export async function runSitePlugin(
  host: SitePluginProcess,
  request: SitePluginRequest,
): Promise<readonly Finding[]> {
  const {
    seconds,
    isolation = furthestIsolation(),
    isUnprivileged = false,
    warn = () => {},
  } = host;
  const { plugin } = request;
  const isRoot = process.getuid?.() === 0;
  if (isUnprivileged && isRoot && isolation === 'none') return [sitePluginNotUnprivileged(plugin)];
  const bounds = { seconds, memory };
  const command = isolated(host.command, isolation, !isUnprivileged);
  const outcome = await runBounded(command, JSON.stringify(request), bounds).catch((error) => {
    throw new CharmError(`the process of plugin ${plugin.name} can't be started: ${error.message}`);
  });
  for (const line of printedLines(outcome)) warn(outgoing(`plugin ${plugin.name}: ${line}`));
  return findingsOf(outcome, request, seconds);
}

function findingsOf(
  { answer, excess, how }: Outcome,
  { plugin, options }: SitePluginRequest,
  seconds: number,
): readonly Finding[] {
  if (excess === 'seconds') return [sitePluginTimedOut(plugin, seconds)];
  if (excess === 'memory') return [sitePluginTooLarge(plugin, memory)];
  if (excess === undefined && answer === undefined) return [sitePluginEnded(plugin, how)];
  return readAnswer(answer ?? '', options) ?? [wrongSiteAnswer(plugin)];
}

/** Written by the plugin's process, which the plugin can do as well. */
function readAnswer(text: string, options: readonly string[]): readonly Finding[] | undefined {
  try {
    const answer: unknown = JSON.parse(text);
    return Array.isArray(answer) && answer.length <= mostFindings
      ? answer.map((finding) => readFinding(finding, options))
      : undefined;
  } catch {
    return undefined;
  }
}

function printedLines({ printed }: Outcome): string[] {
  return printed.flatMap((head) => {
    const lines = head.text.split('\n').filter((line) => line.trim() !== '');
    const left = lines.slice(shown.lines).reduce((sum, line) => sum + Buffer.byteLength(line), 0);
    const rest = head.rest + left;
    return [
      ...lines.slice(0, shown.lines).map((line) => oneLine(line, shown.characters)),
      ...(rest > 0 ? [`${rest} bytes more are not shown`] : []),
    ];
  });
}
