import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type JujuCommand, readJuju } from './juju/command-line.ts';
import { blocksOf, pages, repository, textOf } from './read/blocks.ts';
import { commandsOf } from './read/commands.ts';
import { startedBy } from './read/words.ts';

/** Juju's command lines of a page: those of its blocks, and those within a sentence that leave nothing open. */
function linesOf(page: string): string[] {
  const inBlocks = blocksOf(page)
    .flatMap(commandsOf)
    .filter(({ at }) => at === 'shell')
    .map(({ text }) => text);
  const prose = textOf(page).replace(/^ *```.*?^ *```/gms, '');
  const within = [...prose.matchAll(/`(juju (?:config|integrate|run) backup-integrator[^`<]*)`/g)];
  return [...inBlocks, ...within.map(([, text = '']) => text)];
}

const charmcraft = parse(readFileSync(join(repository, 'charm/charmcraft.yaml'), 'utf8'));
const ours: string = charmcraft.name;

const all = pages.flatMap((page) =>
  linesOf(page)
    .flatMap(startedBy)
    .filter(({ words }) => words[0] === 'juju')
    .map(({ words }) => ({ page, line: words.join(' '), juju: readJuju(words) })),
);

const named = (name: string, whose: (juju: JujuCommand) => boolean) =>
  all.filter(({ juju }) => juju.name === name && whose(juju));

describe('charmcraft.yaml has', () => {
  const sets = named('config', ({ args }) => args[0] === ours);

  it.each(sets)('the options of $line ($page)', ({ juju: { args, options } }) => {
    const assigned = args.slice(1).map((each) => each.replace(/=.*/s, ''));
    const reset = options['reset']?.split(',') ?? [];
    expect(Object.keys(charmcraft.config.options)).toEqual(
      expect.arrayContaining([...assigned, ...reset]),
    );
  });

  const runs = named('run', ({ args }) => args[0]?.startsWith(`${ours}/`) === true);

  it.each(runs)('the action of $line ($page), with its parameters', ({ juju }) => {
    const [action = '', ...assigned] = juju.args.filter((each) => !each.startsWith(`${ours}/`));
    expect(Object.keys(charmcraft.actions)).toContain(action);
    const isText = juju.options['string-args'] === 'true';
    const parameters = assigned.map((each) => {
      const [, name = '', value = ''] = /^([^=]*)=(.*)$/s.exec(each) ?? [];
      return [name, isText ? value : parse(value)];
    });
    const {
      params: properties = {},
      required = [],
      additionalProperties,
    } = charmcraft.actions[action];
    const schema = { type: 'object', properties, required, additionalProperties };
    const ajv = new Ajv({ strict: false });
    ajv.validate(schema, Object.fromEntries(parameters));
    expect(ajv.errors).toBeNull();
  });

  const relates = named('integrate', ({ args }) => args.some((end) => end.startsWith(`${ours}:`)));

  it.each(relates)('the endpoint of $line ($page)', ({ juju: { args } }) => {
    const [, endpoint] = args.find((end) => end.startsWith(`${ours}:`))?.split(':') ?? [];
    expect(Object.keys(charmcraft.requires)).toContain(endpoint);
  });

  const attaches = named('attach-resource', ({ args }) => args[0] === ours);

  it.each(attaches)('the resource of $line ($page)', ({ juju: { args } }) => {
    expect(Object.keys(charmcraft.resources)).toContain(args[1]?.replace(/=.*/, ''));
  });
});
