import type { Script } from '../../../core/spec/draft.ts';
import { environmentFile } from '../../../core/unit/files/environment-file.ts';
import { nothing, type RunSettings } from '../run-settings.ts';
import { wrappedBy, wrapperOf } from './wrapper.ts';

type NamedFile = readonly [name: string, content: string];

/**
 * The files of scripts with wrappers, in the order in which they have to be written: a wrapper comes after what it needs, so
 * that one rename puts a new script in the place of the old.
 *
 * @param options - each has a file, whether its script is set or not
 * @param environment - the content of the file of the variables; without it, scripts that need it fail until it is there
 */
export async function wrappedFiles(
  scripts: readonly Script[],
  options: readonly string[],
  settings: RunSettings,
  environment: string | undefined,
): Promise<readonly NamedFile[]> {
  const contents = new Map(scripts.map(({ option, content }) => [option, content]));
  const contentOf = (option: string) => contents.get(option) ?? nothing;
  const set = scripts.filter(({ content }) => content !== nothing);
  const bodies = new Map(
    await Promise.all(
      set.map(async ({ option, content }) => [option, await bodyName(option, content)] as const),
    ),
  );
  const cleanUp = settings.cleansUp ? bodies.get('run-after-backup') : undefined;
  const wrapper = (option: string): string =>
    wrapperOf({
      option,
      body: bodies.get(option),
      limit: settings.limit,
      hasEnvironment: settings.secret !== undefined,
      isRecorded: settings.isRecorded,
      cleanUp: option === 'run-before-backup' ? cleanUp : undefined,
    });
  return [
    ...(environment === undefined ? [] : [[environmentFile, environment] as const]),
    ...[...bodies].map(([option, name]) => [name, contentOf(option)] as const),
    ...options.map((option) => [option, contents.has(option) ? wrapper(option) : nothing] as const),
  ];
}

/**
 * The script at its published path among files that were put last, without a wrapper.
 *
 * @returns `needs-environment` for a script that is nothing without the secret's variables
 */
export function plainScript(
  last: Readonly<Record<string, string>>,
  option: string,
): string | 'needs-environment' {
  const file = last[option] ?? nothing;
  const wrapped = wrappedBy(file);
  if (wrapped === undefined) return file;
  if (wrapped.body === '') return nothing;
  return wrapped.hasEnvironment ? 'needs-environment' : (last[wrapped.body] ?? nothing);
}

/** Named by its content: a wrapper never runs another script than it was written for. */
async function bodyName(option: string, content: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', Buffer.from(content));
  return `${option}.${Buffer.from(digest).toString('hex', 0, 8)}`;
}
