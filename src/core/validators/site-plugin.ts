import { spawnSync } from 'node:child_process';
import type { ConfigValue } from '../juju/config.ts';
import type { Finding } from '../problems/problem.ts';
import { readFinding } from '../problems/read-finding.ts';
import type { FrozenDraft } from '../spec/draft.ts';
import type { ConfiguredPlugin } from './plugins-option.ts';
import { sitePluginEnded, sitePluginTimedOut } from './problems.ts';

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
  readonly command: readonly [string, ...string[]];
  /** After so many seconds, the process is killed. */
  readonly seconds: number;
}

/**
 * Runs one plugin of the resource `site-plugins`, in a process of its own. Whatever it does there, it can't hold up the
 * charm for longer than its time, can't change what the charm will publish, and has no hook tools.
 */
export function runSitePlugin(
  { command: [program, ...args], seconds }: SitePluginProcess,
  request: SitePluginRequest,
): readonly Finding[] {
  const child = spawnSync(program, args, {
    input: JSON.stringify(request),
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'inherit'],
    cwd: '/',
    // Without the variables that lead to Juju's agent.
    env: { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', LANG: 'C.UTF-8' },
    timeout: seconds * 1000,
    killSignal: 'SIGKILL',
    maxBuffer: Number.POSITIVE_INFINITY,
  });
  const { error, signal, status, stdout } = child;
  if (error !== undefined && signal === null && status === null) throw error;
  if (error !== undefined && signal === 'SIGKILL') {
    return [sitePluginTimedOut(request.plugin, seconds)];
  }
  const how = signal === null ? `ended with exit code ${status}` : `was killed by ${signal}`;
  return readAnswer(stdout) ?? [sitePluginEnded(request.plugin, how)];
}

/** The findings are on the last line of stdout, after whatever the plugin has printed there itself. */
function readAnswer(stdout: string): readonly Finding[] | undefined {
  try {
    const answer: unknown = JSON.parse(stdout.slice(stdout.lastIndexOf('\n') + 1));
    return Array.isArray(answer) ? answer.map((finding) => readFinding(finding)) : undefined;
  } catch {
    return undefined;
  }
}
