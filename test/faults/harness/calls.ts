/** A call that changes what is below a folder. */
export interface Call {
  readonly name: string;
  /** Which call of that name it is in the thread, counted from 1. */
  readonly ordinal: number;
  /** What it does, whatever the kernel of an architecture calls it. */
  readonly does: string;
  /** The path that it is about, as it is on the disk. */
  readonly path: string;
  /** Whether it never ended, or was made to fail. */
  readonly isHit: boolean;
}

/** The calls of a trace, in their order, that change what is below a folder. */
export function changesBelow(folder: string, lines: readonly string[]): Call[] {
  const folders = new Map<string, string>();
  const ordinals = new Map<string, number>();
  return lines.flatMap((line) => {
    const [, name = '', rest = ''] = /^(\w+)\((.*)$/.exec(line) ?? [];
    if (name === '') return [];
    const ordinal = (ordinals.get(name) ?? 0) + 1;
    ordinals.set(name, ordinal);
    // `openat(AT_FDCWD</…>, "…", …) = 7</opt/…>`
    const [, opened, real] = / = (\d+)<(.*?)>(?: \(INJECTED\))?$/.exec(line) ?? [];
    if (opened !== undefined && real !== undefined) folders.set(opened, real);
    const isOpening = name === 'openat' || name === 'open';
    if (isOpening && !/O_WRONLY|O_RDWR|O_CREAT|O_TRUNC/.test(rest)) return [];
    const path = pathOf(rest, folders);
    if (!`${path}/`.startsWith(`${folder}/`)) return [];
    const isHit = line.endsWith('(INJECTED)') || / = \?$/.test(line);
    return [{ name, ordinal, does: name.replace(/(at2?|64)$/, ''), path, isHit }];
  });
}

/** `5</opt/x>, …` of a descriptor, or `"/proc/self/fd/5/y"` of a name in one; of two paths, the last. */
function pathOf(rest: string, folders: ReadonlyMap<string, string>): string {
  const named = [...rest.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, text = '']) => text);
  const [, ofDescriptor] = /^\d+<(.*?)>/.exec(rest) ?? [];
  if (ofDescriptor !== undefined) return ofDescriptor;
  const text = named.at(-1) ?? '';
  const [, descriptor = '', below = ''] = /^\/proc\/self\/fd\/(\d+)(.*)$/.exec(text) ?? [];
  return descriptor === '' ? text : (folders.get(descriptor) ?? '') + below;
}
