import { readFileSync } from 'node:fs';
import { expect, expectTypeOf, it } from 'vitest';
import { charm } from '../src/charm.ts';
import type {
  Config,
  FilesetEntry,
  FrozenDraft,
  Plugin,
  PluginList,
  RelationFormat,
  Validator,
  ValidatorContext,
  ValidatorFactory,
} from '../src/index.ts';
import * as api from '../src/index.ts';

it('the package gives out the plugin API, the list with its plugins, and the formats', () => {
  const ofTheList = [...api.standard().map(({ name }) => name), ...Object.keys(charm.validators)];
  const factories = ofTheList.map((name) =>
    name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()),
  );
  expect(Object.keys(api).sort()).toEqual(
    [
      'Charm',
      'CharmError',
      'PluginOptions',
      'Unreadable',
      'after',
      'backupFormatV0',
      'backupV0',
      'before',
      'bundledValidators',
      'ifThere',
      'kind',
      'pathsOnAllUnits',
      'quote',
      'replace',
      'run',
      'scriptOptions',
      'specOf',
      'stages',
      'standard',
      'without',
      ...factories,
    ].sort(),
  );
});

it('the package gives out nothing else than this and the Juju model', () => {
  const { exports } = JSON.parse(readFileSync('package.json', 'utf8'));
  expect(Object.keys(exports)).toEqual(['.', './testing']);
});

it('a validator fits into the plugin list, and a plugin that writes is no validator', () => {
  expectTypeOf<Validator>().toExtend<Plugin>();
  expectTypeOf<Plugin>().not.toExtend<Validator>();
});

it('a validator can not change the draft', () => {
  expectTypeOf<ValidatorContext['draft']>().toEqualTypeOf<FrozenDraft>();
  expectTypeOf<FilesetEntry['paths']>().toEqualTypeOf<readonly string[]>();
  expectTypeOf<ValidatorContext>().not.toHaveProperty('folder');
  expectTypeOf<ValidatorContext>().not.toHaveProperty('relations');
});

it('a wrong composition is a compile error', () => {
  expectTypeOf(api.backupV0).toExtend<RelationFormat>();
  expectTypeOf<RelationFormat>().not.toExtend<Plugin>();
  // A factory that was not called, and one that needs its options.
  expectTypeOf(api.pathsExist).not.toExtend<Plugin>();
  expectTypeOf(api.relationPublisher).parameter(0).toEqualTypeOf<{
    readonly format: RelationFormat;
  }>();
  expectTypeOf<ConstructorParameters<typeof api.Charm>[0]>().toEqualTypeOf<readonly Plugin[]>();
  expectTypeOf<ReturnType<ValidatorFactory>>().toEqualTypeOf<Validator>();
});

it('the names of the standard list are known to the compiler', () => {
  type Names = ReturnType<typeof api.standard>[number]['name'];
  expectTypeOf<'fileset'>().toExtend<Names>();
  expectTypeOf<string>().not.toExtend<Names>();
  expectTypeOf(api.without(api.standard(), 'globs')).toExtend<
    PluginList<Exclude<Names, 'globs'>>
  >();
});

it('a config option has the type that it is asked for', () => {
  expectTypeOf<Config['text']>().returns.toEqualTypeOf<string | undefined>();
  expectTypeOf<Config['flag']>().returns.toEqualTypeOf<boolean>();
});

it('the bundled validators are those that the option names', () => {
  expect(Object.keys(charm.validators)).toEqual([
    'paths-exist',
    'protected-paths',
    'script-syntax',
    'size-budget',
  ]);
});
