import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse as parseHcl } from '@cdktn/hcl2json';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { charmcraftOf, ownProject } from '../../charm/project/project.ts';
import { check } from '../check/in-process.ts';

/** Terraform's JSON has each block as the list of its occurrences. */
const one = <Schema extends z.ZodType>(schema: Schema) =>
  z.tuple([schema]).transform(([only]) => only);

const moduleSchema = z.object({
  locals: one(z.looseObject({ charmcraft: z.string(), durations: z.array(z.string()) })),
  variable: z.record(
    z.string(),
    one(z.object({ description: z.string(), type: z.string(), default: z.unknown().optional() })),
  ),
  output: z.record(z.string(), one(z.object({ description: z.string() }))),
  resource: z.object({ juju_application: z.record(z.string(), one(z.looseObject({}))) }),
  terraform: one(
    z.object({ required_version: z.string(), required_providers: z.array(z.unknown()) }),
  ),
});

const exampleSchema = z.object({
  module: z.object({ backup_integrator: one(z.record(z.string(), z.unknown())) }),
  terraform: moduleSchema.shape.terraform,
});

/** All files of a folder, as Terraform takes them for one. */
async function configuration(folder: string): Promise<unknown> {
  const files = globSync(`${folder}/*.tf`);
  const text = files.map((file) => readFileSync(file, 'utf8')).join('\n');
  return await parseHcl(`${folder}.tf`, text);
}

const module = moduleSchema.parse(await configuration('terraform'));
const readme = readFileSync('terraform/README.md', 'utf8');

describe('the Terraform module', () => {
  it('reads what the charm has from the one file in which it stands', () => {
    const [, file = ''] = /file\("\$\{path\.module\}\/(.*)"\)/.exec(module.locals.charmcraft) ?? [];
    expect(path.join('terraform', file)).toBe(ownProject.charmcraft);
  });

  it('knows which options are lengths of time', () => {
    const { options } = charmcraftOf(ownProject).config;
    const described = Object.entries(options).filter(([, { description }]) =>
      /^How (?:long|often) /.test(description),
    );
    expect(module.locals.durations).toEqual(described.map(([name]) => name));
  });

  it('gives a subordinate neither units nor constraints, which Juju refuses', () => {
    const [application] = Object.values(module.resource.juju_application);
    expect(Object.keys(application ?? {})).toContain('config');
    expect(Object.keys(application ?? {})).not.toContain('units');
    expect(Object.keys(application ?? {})).not.toContain('constraints');
  });
});

describe('terraform/README.md', () => {
  /** The rows of the table below a heading, without the lines that head it. */
  const tableOf = (heading: string) =>
    (new RegExp(`^## ${heading}\n\n((?:\\|.*\n)+)`, 'm').exec(readme)?.[1] ?? '')
      .trim()
      .split('\n')
      .slice(2);

  it('has each input, with its description, type and default', () => {
    const rows = Object.entries(module.variable).map(([name, { description, type, ...rest }]) => {
      const plain = type.replace(/^\$\{(.*)\}$/, '$1');
      const isRequired = rest.default === undefined;
      const preset = isRequired ? '' : ` \`${JSON.stringify(rest.default)}\``;
      return `| \`${name}\` | ${description} | \`${plain}\` |${preset} | ${isRequired ? 'yes' : 'no'} |`;
    });
    expect(tableOf('Inputs')).toEqual(rows);
  });

  it('has each output', () => {
    const rows = Object.entries(module.output).map(
      ([name, { description }]) => `| \`${name}\` | ${description} |`,
    );
    expect(tableOf('Outputs')).toEqual(rows);
  });

  it('has the versions that the module asks for', () => {
    expect(tableOf('Requirements')).toEqual([
      `| Terraform | ${module.terraform.required_version} |`,
      '| `juju` provider | >= 1.0 |',
    ]);
    expect(module.terraform.required_providers).toEqual([
      { juju: { source: 'juju/juju', version: '>= 1.0' } },
    ]);
  });

  it('has an example that Terraform can read', async () => {
    const [, example = ''] = /^```hcl\n(.*?)^```$/ms.exec(readme) ?? [];
    expect(Object.keys(await parseHcl('example.tf', example))).toEqual(['module', 'resource']);
  });
});

describe('examples/gitops', async () => {
  const config = readFileSync('examples/gitops/backups.yaml', 'utf8');
  const example = exampleSchema.parse(await configuration('examples/gitops'));

  it('has a config of which check has nothing to say', async () => {
    const { code, stdout } = await check({ 'backups.yaml': config }, './backups.yaml');
    expect(stdout).toContain('no problem found');
    expect(code).toBe(0);
  });

  it('is what the how-to shows', () => {
    const page = readFileSync('docs/how-to/gitops.md', 'utf8');
    expect(page).toContain(`\`\`\`yaml\n${config.replace(/^#.*\n/gm, '')}\`\`\`\n`);
    const [line = ''] = /config = yamldecode.*/.exec(page) ?? [];
    expect(readFileSync('examples/gitops/main.tf', 'utf8')).toContain(line);
  });

  it('gives the module that file, and inputs that it has', () => {
    const { source, config: given, ...inputs } = example.module.backup_integrator;
    expect(source).toBe('../../terraform');
    const [, name = ''] = /backups\.yaml"\)\)\["(.*)"\]/.exec(String(given)) ?? [];
    expect(Object.keys(parse(config))).toEqual([name]);
    expect(Object.keys(inputs).filter((input) => !(input in module.variable))).toEqual([]);
    const required = Object.entries(module.variable).filter(
      ([, { default: preset }]) => preset === undefined,
    );
    expect(Object.keys(inputs)).toEqual(expect.arrayContaining(required.map(([input]) => input)));
  });

  it('asks for the versions that the module asks for', () => {
    expect(example.terraform).toEqual(module.terraform);
  });
});
