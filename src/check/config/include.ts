import { readFileSync } from 'node:fs';
import path from 'node:path';
import { reasonOf } from '../user-error.ts';

/** An option's value, with the file that it was read from where it was, or why there is none. */
type Included = { readonly value: unknown; readonly file?: string } | { readonly failure: string };

/** In a bundle, a value may be the content of another file: `include-file://dump.sh`, relative to the bundle's folder. */
export function readInclude(value: unknown, folder: string): Included {
  if (typeof value !== 'string') return { value };
  const [, form, name] = /^include-(file|base64):\/\/(.+)$/.exec(value) ?? [];
  if (name === undefined) return { value };
  try {
    const content = readFileSync(path.resolve(folder, name));
    if (form === 'base64') return { value: content.toString('base64') };
    return { value: content.toString('utf8'), file: name };
  } catch (error) {
    return { failure: `is ${value}, which can't be read: ${reasonOf(error)}` };
  }
}
