import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
} from 'yaml';
import type { Finding } from '../problems/problem.ts';
import { oneLine } from '../problems/quote.ts';
import {
  pluginsNotAList,
  pluginsNotYaml,
  pluginsTooLong,
  tooManyAliases,
  tooManyPlugins,
  wrongPluginItem,
  wrongPluginOptions,
} from './problems.ts';

/** A plugin as the config option `plugins` names it. */
export interface ConfiguredPlugin {
  readonly name: string;
  /** Line of the option's value, counted from 1. */
  readonly line: number;
  readonly options: Readonly<Record<string, unknown>>;
}

/** What is read: characters of the option, its items, and characters of the options of one. */
export const mostOfPlugins = {
  text: 64 * 1024,
  items: 50,
  options: 256 * 1024,
  /** Options of one plugin, characters of its name, and aliases in all. */
  keys: 100,
  name: 100,
  aliases: 100,
} as const;

/** Reads the config option `plugins`: a YAML list of names, or of `name: {options}`. */
export function parsePlugins(text: string): {
  readonly plugins: readonly ConfiguredPlugin[];
  readonly findings: readonly Finding[];
} {
  if (text.length > mostOfPlugins.text) {
    return { plugins: [], findings: [pluginsTooLong(text.length, mostOfPlugins.text)] };
  }
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false, stringKeys: true });
  // The ones after the first are mostly its consequences.
  const [fault] = [...document.errors, ...document.warnings];
  if (fault !== undefined) {
    const { line } = lineCounter.linePos(fault.pos[0]);
    return { plugins: [], findings: [pluginsNotYaml(line, oneLine(fault.message))] };
  }
  if (hasManyAliases(document)) {
    return { plugins: [], findings: [tooManyAliases(mostOfPlugins.aliases)] };
  }
  const { contents } = document;
  if (contents === null || (isScalar(contents) && contents.value === null)) {
    return { plugins: [], findings: [] };
  }
  if (!isSeq<Node>(contents)) {
    return { plugins: [], findings: [pluginsNotAList(isMap(contents) ? 'a map' : 'a text')] };
  }
  const plugins: ConfiguredPlugin[] = [];
  const findings: Finding[] = [];
  const lineOf = (item: Node) => lineCounter.linePos(item.range?.[0] ?? 0).line;
  const { items } = contents;
  const [next] = items.slice(mostOfPlugins.items);
  if (next !== undefined)
    findings.push(tooManyPlugins(lineOf(next), items.length, mostOfPlugins.items));
  for (const item of items.slice(0, mostOfPlugins.items)) {
    const line = lineOf(item);
    try {
      const value: unknown = item.toJS(document);
      const plugin = readItem(value, line);
      const wrong = wrongOptions(plugin?.options ?? value);
      if (plugin !== undefined && wrong === undefined) plugins.push(plugin);
      else if (wrong === undefined)
        findings.push(wrongPluginItem(line, cut(JSON.stringify(value))));
      else if (plugin === undefined) findings.push(pluginsNotYaml(line, `lists that ${wrong}`));
      else findings.push(wrongPluginOptions(plugin, wrong));
    } catch (error) {
      // An alias that leads nowhere, or to too much.
      if (!(error instanceof Error)) throw error;
      findings.push(pluginsNotYaml(line, oneLine(error.message)));
    }
  }
  return { plugins, findings };
}

/** Each is looked for in the whole document. */
function hasManyAliases(document: Document): boolean {
  let count = 0;
  visit(document, { Alias: () => (++count > mostOfPlugins.aliases ? visit.BREAK : undefined) });
  return count > mostOfPlugins.aliases;
}

function cut(text: string): string {
  return text.length > mostOfPlugins.name ? `${text.slice(0, mostOfPlugins.name)}…` : text;
}

/** Why a value can't be handed on as JSON; undefined where it can. */
function wrongOptions(value: unknown): string | undefined {
  if (isRecord(value) && Object.keys(value).length > mostOfPlugins.keys) {
    return `are more than ${mostOfPlugins.keys}`;
  }
  try {
    const { length } = JSON.stringify(value);
    return length > mostOfPlugins.options
      ? `are longer than ${mostOfPlugins.options} characters`
      : undefined;
  } catch {
    return 'contain themselves, by an alias';
  }
}

function readItem(item: unknown, line: number): ConfiguredPlugin | undefined {
  if (typeof item === 'string') return isName(item) ? { name: item, line, options: {} } : undefined;
  if (!isRecord(item)) return undefined;
  const [[name, options] = [], ...others] = Object.entries(item);
  if (name === undefined || !isName(name) || others.length > 0) return undefined;
  if (options === null) return { name, line, options: {} };
  return isRecord(options) ? { name, line, options } : undefined;
}

function isName(text: string): boolean {
  return text !== '' && text.length <= mostOfPlugins.name;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
