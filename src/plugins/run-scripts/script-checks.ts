import type { Plugin } from '../../core/hooks/plugin.ts';
import type { Finding } from '../../core/problems/problem.ts';
import type { Script } from '../../core/spec/draft.ts';
import { type UnitDisk, Unreadable } from '../../core/unit/disk/unit-disk.ts';
import * as problems from './problems.ts';

/** Refuses scripts that the kernel can't start, and warns of those that would not do what was meant. */
export function scriptChecks(): Plugin<'script-checks'> {
  const name = 'script-checks';
  return {
    name,
    problems: Object.values(problems),
    apply(charm) {
      charm.hooks.validateConfig.tap(name, ({ draft, disk, report }) => {
        for (const script of draft.scripts) {
          for (const finding of checkScript(script, disk)) report(finding);
        }
      });
    },
  };
}

function* checkScript({ option, content }: Script, disk: UnitDisk): Iterable<Finding> {
  const nul = content.indexOf('\0');
  if (nul !== -1) yield problems.nulInScript(option, lineAt(content, nul));
  if (content.startsWith('\uFEFF#!')) {
    yield problems.hiddenShebang(option);
  } else if (content.startsWith('#!')) {
    yield* checkShebang(option, firstLine(content), disk);
  } else if (/^@[^\s@][^\n]*$/.test(content.trim())) {
    yield problems.fileReference(option);
  } else {
    const above = /^(?:[ \t\r]*(?:#(?!!)[^\n]*)?\n)*[ \t]*(?=#!)/.exec(content)?.[0];
    yield above === undefined
      ? problems.noShebang(option)
      : problems.lateShebang(option, lineAt(content, above.length));
  }
  const crlf = content.indexOf('\r\n', firstLine(content).length);
  if (crlf !== -1) yield problems.crlfLine(option, lineAt(content, crlf));
}

/** As the kernel reads it: blanks after `#!`, then the interpreter up to the next blank (execve(2)). */
function* checkShebang(option: Script['option'], line: string, disk: UnitDisk): Iterable<Finding> {
  if (line.endsWith('\r')) yield problems.crlfShebang(option);
  const end = line.endsWith('\r') ? -1 : undefined;
  const [, interpreter = ''] = /^#![ \t]*([^ \t]*)/.exec(line.slice(0, end)) ?? [];
  if (interpreter === '') {
    yield problems.emptyShebang(option);
  } else if (!interpreter.startsWith('/')) {
    yield problems.relativeInterpreter(option, interpreter);
  } else if (!interpreter.includes('\0')) {
    const stats = disk.stat(interpreter);
    if (stats instanceof Unreadable)
      yield problems.unreadableInterpreter(option, interpreter, stats.reason);
    else if (stats === undefined) yield problems.missingInterpreter(option, interpreter);
    else if (stats.isDirectory()) yield problems.interpreterIsFolder(option, interpreter);
    else if ((stats.mode & 0o111) === 0)
      yield problems.interpreterNotExecutable(option, interpreter);
  }
}

function firstLine(content: string): string {
  const end = content.indexOf('\n');
  return end === -1 ? content : content.slice(0, end);
}

function lineAt(content: string, index: number): number {
  let line = 1;
  for (
    let at = content.indexOf('\n');
    at !== -1 && at < index;
    at = content.indexOf('\n', at + 1)
  ) {
    line++;
  }
  return line;
}
