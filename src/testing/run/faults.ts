import type { ToolResult } from '../../core/juju/hook-tools.ts';

/** All ways in which a hook tool goes wrong. */
export const faultKinds = [
  'missing',
  'exit 1',
  'exit 2',
  'junk output',
  'truncated output',
] as const;

/** How a hook tool goes wrong. `missing` is not on PATH; junk and truncated output come with exit code 0. */
export type FaultKind = (typeof faultKinds)[number];

/**
 * A fault in every run of a hook, while it is set. `on` is the name of a tool, or the number of a call, counted from 1;
 * where a call's tool is missing, so are all the later ones'.
 */
export interface Fault {
  readonly on: string | number;
  readonly as: FaultKind;
}

export function findFault(
  faults: readonly Fault[],
  tool: string,
  call: number,
): FaultKind | undefined {
  const fault = faults.find(({ on, as }) =>
    typeof on === 'string' ? on === tool : on === call || (as === 'missing' && on < call),
  );
  return fault?.as;
}

/** What comes of a call: a tool that exits with 1 or 2 has done nothing; one with bad output has done its work. */
export function applyFault(fault: FaultKind | undefined, run: () => ToolResult): ToolResult {
  switch (fault) {
    case undefined:
    case 'missing':
      return run();
    case 'exit 1':
      return { code: 1, stdout: '', stderr: 'ERROR injected failure\n' };
    case 'exit 2':
      return { code: 2, stdout: '', stderr: 'ERROR injected misuse\n' };
    case 'junk output':
      return { ...run(), stdout: '\u0000junk\ufffd{\n' };
    case 'truncated output': {
      const result = run();
      return { ...result, stdout: result.stdout.slice(0, result.stdout.length / 2) };
    }
  }
}
