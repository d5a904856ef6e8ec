import { spawnSync } from 'node:child_process';
import type { Check } from './interpreter.ts';

/** What a check says. `line` is counted from 1. */
export type Verdict =
  | { readonly kind: 'right' }
  | { readonly kind: 'wrong'; readonly line: number }
  | { readonly kind: 'unknown'; readonly reason: string };

/** `nobody` on Debian and Ubuntu. With it go all other groups. */
const nobody = { uid: 65534, gid: 65534 } as const;

/** Hands the script to the check on stdin: it never stands in a file or an argument that others could read. */
export function runCheck({ program, args }: Check, content: string, seconds: number): Verdict {
  const child = spawnSync(program, args, {
    ...(process.geteuid?.() === 0 ? nobody : {}),
    input: content,
    encoding: 'utf8',
    cwd: '/',
    env: { PATH: '/usr/bin:/bin', LANG: 'C.UTF-8' },
    timeout: seconds * 1000,
    killSignal: 'SIGKILL',
  });
  const { error, status, signal, stdout, stderr } = child;
  if (status === 0) return { kind: 'right' };
  if (signal !== null && error !== undefined) {
    return { kind: 'unknown', reason: `did not end within ${seconds} seconds` };
  }
  const line = lineIn(stdout, stderr);
  if (status !== null && line !== undefined) return { kind: 'wrong', line };
  return { kind: 'unknown', reason: 'could not check it' };
}

/** The line number alone: what stands next to it can be a part of the script. */
function lineIn(stdout: string, stderr: string): number | undefined {
  const [, python] = /^(\d+)\n$/.exec(stdout) ?? [];
  const [, shell] = /^[^:\n]+: (?:line )?(\d+): /m.exec(stderr) ?? [];
  const line = Number(python ?? shell);
  return Number.isSafeInteger(line) && line > 0 ? line : undefined;
}
