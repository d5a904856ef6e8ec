import type { Config } from '../../core/juju/config.ts';
import { scriptOptions } from '../../core/spec/spec.ts';
import type { KeptFile } from '../../core/unit/files/kept-files.ts';

/** Strays that are named; of more, how many. */
const mostStrays = 20;

/** What is not as this unit remembers it, a line for each. */
export function fileDifferences(files: readonly KeptFile[]): string[] {
  const strays = files.filter(({ state }) => state === 'stray').length;
  return [
    ...files.flatMap(({ path, state }) => {
      if (state === 'changed') return [`${path} is not as it was put; ${putBack}`];
      return state === 'missing' ? [`${path} is missing; ${putBack}`] : [];
    }),
    ...(strays > 0 ? [`nobody has put ${strays} of the files there: see other-files`] : []),
  ];
}

const putBack = 'the next update-status, within five minutes, puts it back';

/** A line for each script option: whether it is set, and what is at its published path. */
export function scriptLines(config: Config, files: readonly KeptFile[]): string[] {
  return scriptOptions.map((option) => {
    const isSet = (config.text(option) ?? '').trim() === '' ? 'not set' : 'set';
    const file = files.find(({ name }) => name === option);
    return `${option}: ${isSet}; ${file === undefined ? 'no file on this unit' : fileInWords(file)}`;
  });
}

/** A line for each other file in the folder. */
export function otherFileLines(files: readonly KeptFile[]): string[] {
  const others = files.filter(({ name }) => !scriptOptions.some((option) => option === name));
  const strays = others.filter(({ state }) => state === 'stray');
  const more = strays.length - mostStrays;
  return [
    ...others.filter(({ state }) => state !== 'stray').map(fileInWords),
    ...strays.slice(0, mostStrays).map(fileInWords),
    ...(more > 0 ? [`and ${more} more that nobody has put there`] : []),
  ];
}

function fileInWords(file: KeptFile): string {
  const { path, state } = file;
  const sum = isScript(file) && file.sha256 !== undefined ? `, sha256 ${file.sha256}` : '';
  switch (state) {
    case 'right':
      return `${path} as it was put${sum}`;
    case 'changed':
      return `${path} CHANGED by somebody${sum}`;
    case 'missing':
      return `${path} MISSING`;
    case 'stray':
      return `${path} that nobody has put there`;
  }
}

/** Not of what else is there: a checksum of a few secret values would give them away. */
function isScript({ name }: KeptFile): boolean {
  return scriptOptions.some((option) => name === option || name.startsWith(`${option}.`));
}
