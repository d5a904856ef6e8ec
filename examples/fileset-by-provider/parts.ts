/** The folders that a provider is to save of the fileset, by the name of its application. */
export type Parts = Readonly<Record<string, readonly string[]>>;

declare module '../../src/core/spec/spec.ts' {
  interface Extensions {
    filesetByProvider?: Parts;
  }
}

/** Whether a path is for a provider: it is one of the provider's folders, or below one. All is for one that is not named. */
export function isFor(parts: Parts = {}, application: string, path: string): boolean {
  if (!Object.hasOwn(parts, application)) return true;
  return parts[application]?.some((folder) => `${path}/`.startsWith(`${folder}/`)) ?? true;
}
