import fs from 'node:fs';
import path from 'node:path';
import type { HookResult } from '../../src/testing/run/hook-run.ts';

/** Writes hook tools into the folder that answer as they did in the hook: shell scripts, the cheapest that there are everywhere. */
export function writeTools(folder: string, { calls }: HookResult): void {
  fs.mkdirSync(folder, { recursive: true });
  const byTool = Map.groupBy(calls, ({ argv }) => argv[0]);
  for (const [tool, answers] of byTool) {
    fs.writeFileSync(path.join(folder, tool), toolScript(answers), { mode: 0o755 });
  }
}

function toolScript(calls: HookResult['calls']): string {
  const [first, ...others] = calls;
  if (first === undefined) return '#!/bin/sh\nexit 3\n';
  // Another charm may write the same question otherwise.
  if (others.every(({ stdout }) => stdout === first.stdout)) {
    return `#!/bin/sh\nprintf %s ${quoted(first.stdout)}\n`;
  }
  const cases = calls.map(({ argv, stdout }) => {
    const words = argv.slice(1).join(' ');
    return `${quoted(words)}) printf %s ${quoted(stdout)} ;;\n`;
  });
  return `#!/bin/sh\ncase "$*" in\n${cases.join('')}*) exit 3 ;;\nesac\n`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
