import { firstSentence, paragraphs, wholeComment } from '../source/comment.ts';
import { type Declaration, type Export, exportsOf, usage } from '../source/declaration.ts';
import { membersOf } from '../source/members.ts';
import { table } from '../table.ts';

/** A part of a page: what is exported from files below these paths. */
export interface Section {
  readonly title: string;
  readonly from: readonly string[];
  /** Text below the title, in Markdown. */
  readonly text?: string;
}

/**
 * A page of the reference, from an entry point of the package and the comments on what it exports.
 *
 * @throws Error for an export that is in none of the sections
 */
export function apiPage(entry: string, intro: string, sections: readonly Section[]): string {
  const exported = exportsOf(entry);
  const isIn = ({ from }: Section, { file }: Declaration) =>
    from.some((path) => file.startsWith(path));
  const [lost] = exported.filter((each) => !sections.some((section) => isIn(section, each)));
  if (lost !== undefined)
    throw new Error(`no section of the page for ${lost.name} in ${lost.file}`);
  const parts = sections.map((section) => {
    // A file may be in two sections: the first one that has it counts.
    const own = exported.filter((each) => sections.find((other) => isIn(other, each)) === section);
    const rows = own.map((each) => [
      `[\`${usage(each)}\`](../../${each.file})`,
      firstSentence(each.comment),
    ]);
    const about = new Map(exported.map(({ name, comment }) => [name, firstSentence(comment)]));
    return [
      `## ${section.title}`,
      ...(section.text === undefined ? [] : [section.text]),
      table(['export', 'what it is'], rows),
      ...own.flatMap((each) => memberTable(each, about)),
    ].join('\n\n');
  });
  return `${[intro, ...parts].join('\n\n')}\n`;
}

/**
 * What an interface or a class has, as a part of the page of its own.
 *
 * @param about - what the types are, for members of which the type says it all
 */
function memberTable(declaration: Export, about: ReadonlyMap<string, string>): string[] {
  const { name, kind, comment, text, isTypeOnly } = declaration;
  if (kind !== 'interface' && kind !== 'class') return [];
  const members = membersOf(declaration).filter(
    ({ name }) => !(isTypeOnly && name.startsWith('new ')),
  );
  if (members.length === 0) return [];
  const [, base] = /^(?:<.*?>)?\s+extends ([\s\S]*?) \{\n/.exec(text) ?? [];
  const inherited = base === undefined || kind === 'class' ? [] : [`With all of \`${base}\`.`];
  const rows = members.map(({ name, type, comment }) => [
    `\`${name}\``,
    type === '' ? '' : `\`${type}\``,
    wholeComment(comment) || (about.get(type.replace(/^Readonly<(\w+)>$/, '$1')) ?? ''),
  ]);
  return [
    `### ${name}`,
    [...paragraphs(comment), ...inherited].join('\n\n'),
    table(['member', 'type', 'what it is'], rows),
  ];
}
