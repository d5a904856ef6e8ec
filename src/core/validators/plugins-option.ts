import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { Finding } from '../problems/problem.ts';
import { oneLine } from '../problems/quote.ts';
import { pluginsNotAList, pluginsNotYaml, wrongPluginItem } from './problems.ts';

/** A plugin as the config option `plugins` names it. */
export interface ConfiguredPlugin {
  readonly name: string;
  /** Line of the option's value, counted from 1. */
  readonly line: number;
  readonly options: Readonly<Record<string, unknown>>;
}

/** Reads the config option `plugins`: a YAML list of names, or of `name: {options}`. */
export function parsePlugins(text: string): {
  readonly plugins: readonly ConfiguredPlugin[];
  readonly findings: readonly Finding[];
} {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false, stringKeys: true });
  // The ones after the first are mostly its consequences.
  const [fault] = [...document.errors, ...document.warnings];
  if (fault !== undefined) {
    const { line } = lineCounter.linePos(fault.pos[0]);
    return { plugins: [], findings: [pluginsNotYaml(line, oneLine(fault.message))] };
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
  for (const item of contents.items) {
    const { line } = lineCounter.linePos(item.range?.[0] ?? 0);
    try {
      const value: unknown = item.toJS(document);
      const plugin = readItem(value, line);
      if (plugin === undefined) findings.push(wrongPluginItem(line, JSON.stringify(value)));
      else plugins.push(plugin);
    } catch (error) {
      // An alias that leads nowhere, or to too much.
      if (!(error instanceof Error)) throw error;
      findings.push(pluginsNotYaml(line, oneLine(error.message)));
    }
  }
  return { plugins, findings };
}

function readItem(item: unknown, line: number): ConfiguredPlugin | undefined {
  if (typeof item === 'string') return item === '' ? undefined : { name: item, line, options: {} };
  if (!isRecord(item)) return undefined;
  const [[name, options] = [], ...others] = Object.entries(item);
  if (name === undefined || name === '' || others.length > 0) return undefined;
  if (options === null) return { name, line, options: {} };
  return isRecord(options) ? { name, line, options } : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
