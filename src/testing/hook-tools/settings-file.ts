import { isMap, isScalar, parseDocument, type Scalar, visit } from 'yaml';
import type { Databag } from '../model/relation.ts';
import { failure } from './error.ts';

/** Juju's YAML reader gives up looking for the `:` of a key about there. */
const longestKey = 1000;

/** What the reader refuses: it must be escaped. */
const refused = /[^\t\n\r\u0020-\u007e\u0085\u00a0-\ufffd\u{10000}-\u{10ffff}]/u;

/**
 * Reads the file of `relation-set --file`: a YAML map of texts, as yaml.v2 understands it, which Juju uses. That is
 * YAML 1.1 with quirks of its own, so what it refuses or changes is looked for first.
 *
 * @throws ToolError in the words of yaml.v2
 */
export function readSettingsFile(text: string): Databag {
  if (!text.isWellFormed() || refused.test(text)) {
    throw failure('yaml: control characters are not allowed');
  }
  const document = parseDocument(withLineBreaks(text), {
    version: '1.1',
    uniqueKeys: false,
    keepSourceTokens: true,
    logLevel: 'silent',
  });
  for (const { code, message } of document.errors) {
    const isEscape = code === 'BAD_DQ_ESCAPE';
    throw failure(`yaml: ${isEscape ? 'found unknown escape character' : message.split('\n')[0]}`);
  }
  visit(document, { Scalar: (_, scalar) => checkEscapes(scalar) });

  const { contents } = document;
  if (contents === null) return {};
  if (isScalar(contents) && contents.value === null) return {};
  if (!isMap(contents)) throw cannotUnmarshal(contents, 'map[string]string');
  return Object.fromEntries(contents.items.map(({ key, value }) => [keyOf(key), textOf(value)]));
}

/** To yaml.v2, U+0085 and U+2028/9 end a line: the first folds into a space, the others stay; blanks next to them go. */
function withLineBreaks(text: string): string {
  return text.replaceAll('\u0085', '\n').replace(/[ \t]*([\u2028\u2029])[ \t]*/g, '$1');
}

function checkEscapes({ srcToken }: Scalar): void {
  if (srcToken?.type !== 'double-quoted-scalar') return;
  for (const [sequence] of srcToken.source.matchAll(/\\(?:u[0-9a-f]{4}|.)/gis)) {
    if (sequence === '\\/') throw failure('yaml: found unknown escape character');
    if (/^\\ud[89a-f]/i.test(sequence)) {
      throw failure('yaml: found invalid Unicode character escape code');
    }
  }
}

function keyOf(node: unknown): string {
  const key = textOf(node);
  if (Buffer.byteLength(key) <= longestKey) return key;
  throw failure("yaml: did not find expected ',' or '}'");
}

/** yaml.v2 takes any scalar for a text, as it was written; null is the empty one. */
function textOf(node: unknown): string {
  if (node === null) return '';
  if (!isScalar(node)) throw cannotUnmarshal(node, 'string');
  if (typeof node.value === 'string') return node.value;
  return node.value === null ? '' : (node.source ?? String(node.value));
}

function cannotUnmarshal(node: unknown, into: string) {
  const shown = isScalar(node)
    ? `!!str \`${node.source ?? node.value}\``
    : isMap(node)
      ? '!!map'
      : '!!seq';
  return failure(`yaml: unmarshal errors:\n  line 1: cannot unmarshal ${shown} into ${into}`);
}
