import { readFileSync } from 'node:fs';
import { bracketed, parameterNames } from './scan.ts';

const root = new URL('../../../', import.meta.url);

/** What a file of the project exports under a name, as its text has it. */
export interface Declaration {
  readonly name: string;
  /** Path of the file in the repository. */
  readonly file: string;
  readonly kind: 'class' | 'const' | 'function' | 'interface' | 'type';
  /** The TSDoc comment on it; empty where there is none. */
  readonly comment: string;
  /** What stands after its name. */
  readonly text: string;
}

/** What an entry point gives out. */
export interface Export extends Declaration {
  /** Its type alone: a class can't be made or extended. */
  readonly isTypeOnly: boolean;
}

export function readSource(file: string): string {
  return readFileSync(new URL(file, root), 'utf8');
}

/**
 * All that an entry point gives out, in its order.
 *
 * @throws Error for an export that is no list of names from a file of the project, or that has no comment
 */
export function exportsOf(entry: string): Export[] {
  const text = readSource(entry);
  const statements = [...text.matchAll(/^export (type )?\{([^}]*)\} from '(\.[^']+)';$/gm)];
  const exported = text.match(/^export\b/gm) ?? [];
  if (statements.length !== exported.length) {
    throw new Error(`${entry} has an export that is not of the form: export { names } from 'file'`);
  }
  return statements.flatMap(([, type, list = '', from = '']) =>
    namesIn(list).map((name) => {
      const declaration = declarationOf(name, resolved(from, entry));
      const isTypeOnly = type !== undefined || new RegExp(`\\btype ${name}\\b`).test(list);
      if (declaration.comment !== '') return { ...declaration, isTypeOnly };
      throw new Error(`${name} in ${declaration.file} has no comment`);
    }),
  );
}

/** Follows a name through the files that hand it on. */
function declarationOf(name: string, file: string): Declaration {
  const source = readSource(file);
  const declaration = declarationIn(source, file, name);
  if (declaration !== undefined) return declaration;
  const handedOn = [...source.matchAll(/^export (?:type )?\{([^}]*)\} from '(\.[^']+)';$/gm)];
  const [, , from] = handedOn.find(([, list = '']) => namesIn(list).includes(name)) ?? [];
  if (from === undefined) throw new Error(`can't find ${name} in ${file}`);
  return declarationOf(name, resolved(from, file));
}

function namesIn(list: string): string[] {
  const names = list.split(',').map((name) => name.trim().replace(/^type /, ''));
  return names.filter((name) => name !== '');
}

function resolved(from: string, file: string): string {
  return new URL(from, new URL(file, root)).href.slice(root.href.length);
}

/** What a file exports under a name. */
export function declarationIn(source: string, file: string, name: string): Declaration | undefined {
  const pattern = new RegExp(
    `(?:/\\*\\*((?:(?!\\*/)[\\s\\S])*)\\*/\\n)?(?://.*\\n)*^export (?:async )?(class|const|function|interface|type) ${name}\\b([^\\n]*(?:\\n(?![^\\s)}\\]>])[^\\n]*)*)`,
    'm',
  );
  const [, comment = '', kind, text] = pattern.exec(source) ?? [];
  if (text === undefined || !isKind(kind)) return undefined;
  return { name, file, kind, comment, text: text.trimEnd() };
}

function isKind(text: string | undefined): text is Declaration['kind'] {
  return text !== undefined && /^(?:class|const|function|interface|type)$/.test(text);
}

/** How a declaration is used: a function with the names of its parameters, a type with what it is. */
export function usage({ name, kind, text }: Declaration): string {
  const parameters = kind === 'function' ? text : / = (\([\s\S]*?\) =>[\s\S]*)$/.exec(text)?.[1];
  if (kind === 'type') return `${name} ${oneLine(text.replace(/^<[^=]*> /, '')).replace(/;$/, '')}`;
  if ((kind === 'function' || kind === 'const') && parameters !== undefined) {
    const { inner } = bracketed(withoutTypeParameters(parameters));
    return `${name}(${parameterNames(inner)})`;
  }
  return name;
}

/** A text from which the `<…>` that it begins with are gone. */
export function withoutTypeParameters(text: string): string {
  return text.startsWith('<') ? bracketed(text).rest : text;
}

/** Code that is broken over several lines, as it would be on one. */
export function oneLine(code: string): string {
  return code
    .replace(/\s+/g, ' ')
    .replace(/([([<]) | ([)\]>])(?!=)/g, '$1$2')
    .replace(/,([)\]}>])/g, '$1')
    .replace(/; \}/g, ' }')
    .replace(/= \| /g, '= ')
    .trim();
}
