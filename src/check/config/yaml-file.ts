import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Pair,
  parseAllDocuments,
  type Scalar,
} from 'yaml';
import { reasonOf } from '../user-error.ts';
import { FileError, indexIn, type Place, placeIn } from './place.ts';

/** The keys of maps, and the indices of lists, from the top of a file to something in it. */
export type Keys = readonly (string | number)[];

/** What of an option's value is looked for. */
export interface Spot {
  /** A line of the value, counted from 1. */
  readonly line?: number | undefined;
  /** A part of the value. */
  readonly value?: string | undefined;
}

/** A file in YAML 1.1, which Juju reads and JSON is a part of: its documents, and where in it something stands. */
export class YamlFile {
  /** As JavaScript values, in the order of the file. */
  readonly contents: readonly unknown[];
  readonly #shown: string;
  readonly #text: string;
  readonly #documents: readonly Document[];

  /**
   * @param shown - the name of the file as the person at the terminal knows it
   * @throws FileError where it can't be read, or is not YAML
   */
  constructor(file: string, shown: string) {
    this.#shown = shown;
    this.#text = this.#read(file);
    const found = parseAllDocuments(this.#text, { version: '1.1', prettyErrors: false });
    this.#documents = 'empty' in found ? [] : found;
    const [fault] = this.#documents.flatMap(({ errors }) => errors);
    if (fault !== undefined) {
      const at = placeIn(shown, this.#text, fault.pos[0]);
      throw new FileError(`is not YAML: ${fault.message}`, shown, at);
    }
    this.contents = this.#documents.map((document) => this.#valueOf(document));
  }

  /** What is wrong with the file, with the place of a key or item where it is known. */
  failure(reason: string, ...keys: Keys): FileError {
    const pair = keys.length === 0 ? undefined : this.#find(keys);
    const at = pair && placeIn(this.#shown, this.#text, startOf(pair.key) ?? 0);
    return new FileError(reason, this.#shown, at);
  }

  /**
   * Where a part of a value stands; the key where there is no more to tell.
   *
   * @param below - from the key to the value, where that is not the next thing
   */
  placeOf(keys: Keys, below: Keys, { line = 1, value }: Spot): Place {
    const pair = this.#find([...keys, ...below]) ?? this.#find(keys);
    const node = isAlias(pair?.value) ? this.#resolved(pair.value) : pair?.value;
    return placeIn(
      this.#shown,
      this.#text,
      isScalar(node)
        ? this.#indexIn(node, line, value)
        : (startOf(node) ?? startOf(pair?.key) ?? 0),
    );
  }

  #indexIn(node: Scalar, line: number, value: string | undefined): number {
    const [from = 0, to = from] = node.range ?? [];
    // The text of a block begins on the line after its `|`; the lines of other texts are not those of the file.
    const isBlock = node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED';
    const isQuoted = node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE';
    const skipped = node.type === 'BLOCK_LITERAL' ? line : isBlock ? 1 : 0;
    // The quote itself is no part of the value, so that a place in it is after the quote.
    const section = { text: this.#text, from: isQuoted ? from + 1 : from, to };
    return indexIn(section, skipped, value);
  }

  #read(file: string): string {
    try {
      const content = readFileSync(file);
      if (isUtf8(content)) return content.toString();
    } catch (error) {
      throw new FileError(`can't be read: ${reasonOf(error)}`, this.#shown);
    }
    throw new FileError('is not YAML: it is not in UTF-8', this.#shown);
  }

  #valueOf(document: Document): unknown {
    try {
      return document.toJS();
    } catch (error) {
      // An alias that leads nowhere, or to too much.
      throw new FileError(`is not YAML: ${reasonOf(error)}`, this.#shown);
    }
  }

  #resolved(alias: unknown): unknown {
    if (!isAlias(alias)) return alias;
    for (const document of this.#documents) {
      const node = alias.resolve(document);
      if (node !== undefined) return node;
    }
    return undefined;
  }

  /** The last of the keys, each of which is below the one before it, with its value. Of several documents the last counts. */
  #find(keys: Keys): Pick<Pair, 'key' | 'value'> | undefined {
    return this.#documents
      .map((document) => this.#below(document.contents, keys))
      .findLast((pair) => pair !== undefined);
  }

  #below(top: unknown, keys: Keys): Pick<Pair, 'key' | 'value'> | undefined {
    let found: Pick<Pair, 'key' | 'value'> | undefined;
    let node = top;
    for (const name of keys) {
      node = this.#resolved(node);
      if (isSeq(node) && typeof name === 'number') {
        const item = node.items[name];
        found = { key: item, value: item };
      } else {
        if (!isMap(node)) return undefined;
        found = node.items.find(({ key }) => isScalar(key) && String(key.value) === name);
      }
      if (found === undefined) return undefined;
      node = found.value;
    }
    return found;
  }
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}
