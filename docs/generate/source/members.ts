import { type Declaration, oneLine, withoutTypeParameters } from './declaration.ts';
import { before, bracketed, parameterNames, split } from './scan.ts';

/** One member of an interface or a class, as whoever uses it sees it. */
export interface Member {
  /** A method has the names of its parameters: `put(name, content)`. */
  readonly name: string;
  /** The type of a property, or what a method returns. Empty where the compiler infers it. */
  readonly type: string;
  /** The TSDoc comment on it; empty where there is none. */
  readonly comment: string;
}

/**
 * The members of an interface, and the public ones of a class, in their order. The text is laid out as the formatter
 * does it: a member begins with two blanks.
 *
 * @throws Error for a member that can't be read
 */
export function membersOf(declaration: Declaration): Member[] {
  const { name, file, text } = declaration;
  if (/\{\}$/.test(text)) return [];
  const [, body] = /^[\s\S]*? \{\n([\s\S]*)\n\}$/.exec(text) ?? [];
  if (body === undefined) throw new Error(`can't read the members of ${name} in ${file}`);
  const members: Member[] = [];
  let comment = '';
  for (const part of partsOf(body)) {
    const [, words] = /^ {2}\/\*\*([\s\S]*)\*\/$/.exec(part) ?? [];
    if (words !== undefined) {
      comment = words;
      continue;
    }
    const code = oneLine(part);
    if (!isHidden(code)) {
      const member = memberOf(code, declaration);
      if (member === undefined)
        throw new Error(`can't read a member of ${name} in ${file}: ${code}`);
      members.push({ ...member, comment });
    }
    comment = '';
  }
  return members;
}

/** Comments and members, each whole. */
function partsOf(body: string): string[] {
  const parts: string[] = [];
  let isInComment = false;
  for (const line of body.split('\n')) {
    if (/^ {2}\/\//.test(line) || line === '') continue;
    const begins = /^ {2}[^\s)}\]>]/.test(line) && !isInComment;
    if (begins) parts.push(line);
    else parts.push(`${parts.pop()}\n${line}`);
    if (begins && line.startsWith('  /**')) isInComment = true;
    if (line.endsWith('*/')) isInComment = false;
  }
  return parts;
}

/** Private, or called by the language alone. */
function isHidden(code: string): boolean {
  return /^(?:(?:readonly|static|async|get|set) )*(?:#|\[)/.test(code);
}

function memberOf(
  code: string,
  { name: owner, kind }: Declaration,
): Omit<Member, 'comment'> | undefined {
  const declared = code.replace(/^(?:(?:readonly|override|static|async) )*/, '').replace(/;$/, '');
  const [, getter, name = '', optional = '', rest = ''] =
    /^(get )?(\w*)(\??)([\s\S]*)$/.exec(declared) ?? [];
  const callable = withoutTypeParameters(rest);
  if (!callable.startsWith('(')) {
    if (name === '') return undefined;
    if (rest === '') return { name, type: '' };
    const inferred = inferredType(rest);
    if (inferred !== undefined) return { name, type: inferred };
    if (!rest.startsWith(': ')) return undefined;
    return { name: name + optional, type: split(rest.slice(2), ' = ')[0] ?? '' };
  }
  const { inner, rest: after } = bracketed(callable);
  const parameters = parameterNames(inner);
  if (name === 'constructor') return { name: `new ${owner}(${parameters})`, type: '' };
  if (!after.startsWith(': ')) return undefined;
  const type = kind === 'class' ? before(after.slice(2), '{') : after.slice(2);
  return { name: getter === undefined ? `${name}(${parameters})` : name, type };
}

/** The type of a property that is set to a boolean or a new object where it is declared. */
function inferredType(rest: string): string | undefined {
  if (/^ = (?:true|false)$/.test(rest)) return 'boolean';
  return /^ = new (.*)\(\)$/.exec(rest)?.[1];
}
