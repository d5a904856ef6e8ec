import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { type Document, isAlias, isMap, isScalar, LineCounter, parseAllDocuments } from 'yaml';
import { reasonOf, UserError } from '../user-error.ts';

/** A file in YAML 1.1, which Juju reads: its documents, and where in it something stands. */
export class YamlFile {
  /** As JavaScript values, in the order of the file. */
  readonly contents: readonly unknown[];
  readonly #shown: string;
  readonly #documents: readonly Document[];
  readonly #lines = new LineCounter();

  /**
   * @param shown - the name of the file as the person at the terminal knows it
   * @throws UserError where it can't be read, or is not YAML
   */
  constructor(file: string, shown: string) {
    this.#shown = shown;
    const found = parseAllDocuments(this.#read(file), {
      version: '1.1',
      prettyErrors: false,
      lineCounter: this.#lines,
    });
    this.#documents = 'empty' in found ? [] : found;
    const [fault] = this.#documents.flatMap(({ errors }) => errors);
    if (fault !== undefined) {
      const { line } = this.#lines.linePos(fault.pos[0]);
      throw this.#failure(`is not YAML: ${fault.message}`, line);
    }
    this.contents = this.#documents.map((document) => this.#valueOf(document));
  }

  /** What is wrong with the file, with the line of a key or item where it is known. */
  failure(reason: string, ...keys: readonly string[]): UserError {
    const found = this.#documents.map((document) => this.#lineOf(document, keys));
    return this.#failure(
      reason,
      found.findLast((line) => line !== undefined),
    );
  }

  #failure(reason: string, line?: number): UserError {
    return new UserError(`${this.#shown}:${line === undefined ? '' : `${line}:`} ${reason}`, 1);
  }

  #read(file: string): string {
    try {
      const content = readFileSync(file);
      if (isUtf8(content)) return content.toString();
    } catch (error) {
      throw this.#failure(`can't be read: ${reasonOf(error)}`);
    }
    throw this.#failure('is not YAML: it is not in UTF-8');
  }

  #valueOf(document: Document): unknown {
    try {
      return document.toJS();
    } catch (error) {
      // An alias that leads nowhere, or to too much.
      throw this.#failure(`is not YAML: ${reasonOf(error)}`);
    }
  }

  /** The line of the last of the keys, each of which is below the one before it. */
  #lineOf(document: Document, keys: readonly string[]): number | undefined {
    let node: unknown = document.contents;
    let line: number | undefined;
    for (const name of keys) {
      if (isAlias(node)) node = node.resolve(document);
      if (!isMap(node)) return undefined;
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === name);
      if (!isScalar(pair?.key) || pair.key.range == null) return undefined;
      line = this.#lines.linePos(pair.key.range[0]).line;
      node = pair.value;
    }
    return line;
  }
}
