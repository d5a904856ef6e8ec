import { expect, test } from 'vitest';
import { check } from '../in-process.ts';

const application = (fileset: string, charm: unknown = [{ name: 'backup-integrator' }]) => ({
  charm,
  config: { fileset, strict: 'true' },
});

async function judge(content: unknown, ...args: readonly string[]) {
  const files = { 'my.json': JSON.stringify(content, undefined, 2) };
  const { stdout } = await check(files, './my.json', '--format', 'json', ...args);
  return JSON.parse(stdout).configs;
}

test('every application of the charm in a configuration is judged, by its name or its label', async () => {
  const juju_application = {
    a: application('/a'),
    b: [{ ...application('b', { name: 'backup-integrator' }), name: 'named' }],
    pg: application('c', [{ name: 'postgresql' }]),
  };
  expect(await judge({ resource: { juju_application } })).toMatchObject([
    { application: 'a', problems: [] },
    { application: 'named', problems: [{ code: 'fileset/relative-path' }] },
  ]);
});

test('an expression is not judged, and is said not to be', async () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: Terraform's
  const juju_application = { a: application('${join(",", var.paths)}') };
  expect(await judge({ resource: { juju_application } })).toMatchObject([
    {
      problems: [],
      unchecked: [{ option: 'fileset', reason: 'expression', place: { line: 11, column: 23 } }],
    },
  ]);
});

test('a plan has the values of all modules, without expressions', async () => {
  const resource = (name: string, fileset: string) => ({
    address: `juju_application.${name}`,
    type: 'juju_application',
    name,
    values: { ...application(fileset), name },
  });
  const plan = {
    format_version: '1.2',
    terraform_version: '1.9.0',
    planned_values: {
      root_module: {
        resources: [{ type: 'juju_model', name: 'm', values: {} }, resource('a', '/a')],
        // biome-ignore lint/suspicious/noTemplateCurlyInString: a path by now
        child_modules: [{ resources: [resource('b', '/b,b'), resource('c', '/${x}')] }],
      },
    },
  };
  expect(await judge(plan)).toMatchObject([
    { application: 'a', problems: [] },
    { application: 'b', problems: [{ code: 'fileset/relative-path' }] },
    { application: 'c', unchecked: [{ reason: 'disk' }] },
  ]);
  expect(await judge(plan, '--app', 'b')).toHaveLength(1);
});

test('the block config alone is that of an application of the name', async () => {
  expect(await judge({ config: { fileset: 'etc' } })).toMatchObject([
    { application: 'config', problems: [{ code: 'fileset/relative-path' }] },
  ]);
});

test('a configuration without an application of the charm is refused', async () => {
  const juju_application = { pg: application('/a', { name: 'postgresql' }) };
  expect(await judge({ resource: { juju_application } })).toMatchObject([
    {
      problems: [
        {
          code: 'juju/no-config',
          message:
            'this file has no application of the charm backup-integrator: its applications are pg',
        },
      ],
    },
  ]);
});
