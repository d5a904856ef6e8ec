import { base64Suffix } from '../model/secrets/secret.ts';
import { readSecretUri } from '../model/secrets/secret-uri.ts';
import type { HookContext } from '../run/hook-context.ts';
import { type Arguments, refuseMore } from './arguments.ts';
import { failure, misuse } from './error.ts';
import { formatFlag, formatter } from './output.ts';
import type { Tool } from './tool.ts';

/** Without `--label`: secrets are known by their URI. */
export const secretGet: Tool = {
  flags: { ...formatFlag, peek: 'boolean', refresh: 'boolean' },
  run(context, args) {
    const write = formatter(args, ['yaml', 'json']);
    const [shown, key = '', ...more] = args.positional;
    if (shown === undefined) throw misuse('require either a secret URI or label');
    const uri = readSecretUri(shown);
    if (uri === undefined) throw misuse(`secret URI ${JSON.stringify(shown)} not valid`);
    const content = read(context, uri, revisionOf(args, more));
    if (key !== '') return write(oneValue(content, key));
    // Juju's encoder, too, puts U+FFFD in the place of bytes that are no text.
    return write(Object.fromEntries([...content].map(([name, value]) => [name, `${value}`])));
  },
};

function revisionOf({ switches }: Arguments, more: readonly string[]) {
  const [isPeek, isRefresh] = [switches.has('peek'), switches.has('refresh')];
  if (isPeek && isRefresh) throw misuse('specify one of --peek or --refresh but not both');
  refuseMore(more);
  if (isRefresh) return 'refresh';
  return isPeek ? 'peek' : 'tracked';
}

function read(
  { model, unit }: HookContext,
  uri: string,
  which: 'tracked' | 'peek' | 'refresh',
): ReadonlyMap<string, Buffer> {
  const secret = model.secrets.get(uri);
  if (secret === undefined) throw failure(`secret ${JSON.stringify(uri)} not found`);
  if (secret.granted.has(model.application)) return secret.read(unit.name, which);
  throw failure(
    model.version === '3.6'
      ? 'permission denied'
      : `${JSON.stringify(unit.name)} is not allowed to read this secret`,
  );
}

function oneValue(content: ReadonlyMap<string, Buffer>, key: string): string {
  const isBase64 = key.endsWith(base64Suffix);
  const name = isBase64 ? key.slice(0, -base64Suffix.length) : key;
  const value = content.get(name);
  if (value === undefined) throw failure(`secret key value ${JSON.stringify(name)} not found`);
  return value.toString(isBase64 ? 'base64' : 'utf8');
}
