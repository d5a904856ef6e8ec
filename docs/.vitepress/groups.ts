import type { Group, Part } from './parts.ts';

/** The pages of a part in its groups, those that no group names last. A group without pages is left out. */
export function groupPages({ folder, text, groups }: Part, pages: readonly string[]): Group[] {
  const left = new Set(pages.filter((page) => page.startsWith(`${folder}/`)));
  const take = (name: string) => {
    const path = `${folder}/${name}`;
    const isMeant = (page: string) =>
      name.endsWith('/') ? page.startsWith(path) : page === `${path}.md`;
    const taken = [...left].filter(isMeant);
    for (const page of taken) left.delete(page);
    return taken;
  };
  const named = groups.map((group) => ({ text: group.text, pages: group.pages.flatMap(take) }));
  const others = { text: groups.length === 0 ? text : 'More', pages: [...left] };
  return [...named, others].filter((group) => group.pages.length > 0);
}
