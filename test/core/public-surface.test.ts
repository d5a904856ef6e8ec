import type {
  Draft,
  FilesetEntry,
  FormatChoice,
  Plugin,
  ProviderRelation,
  RelationFormat,
  Validator,
  ValidatorContext,
  ValidatorFactory,
} from 'backup-integrator';
import * as api from 'backup-integrator';
import { expect, expectTypeOf, it } from 'vitest';
import { charm } from '../../src/charm.ts';

it('the package gives out the plugin API, the problems, the formats and the optional validators', () => {
  expect(Object.keys(api).sort()).toEqual(
    [
      'Charm',
      'CharmError',
      'PluginOptions',
      'backupV0',
      'kind',
      'pathsExist',
      'problems',
      'protectedPaths',
      'relationPublisher',
      'scriptSyntax',
      'scriptOptions',
      'sizeBudget',
      'specOf',
    ].sort(),
  );
});

it.each(['src/core/charm.ts', 'core/charm', 'package.json', 'src/index.ts'])(
  'the package gives out nothing else: %s',
  (path) => {
    expect(() => import.meta.resolve(`backup-integrator/${path}`)).toThrow();
  },
);

it('a validator fits into the plugin list, and a plugin that writes is no validator', () => {
  expectTypeOf<Validator>().toExtend<Plugin>();
  expectTypeOf<Plugin>().not.toExtend<Validator>();
});

it('a validator can not change the draft', () => {
  expectTypeOf<ValidatorContext['draft']>().toEqualTypeOf<Readonly<Draft>>();
  expectTypeOf<FilesetEntry['paths']>().toEqualTypeOf<readonly string[]>();
  expectTypeOf<ValidatorContext>().not.toHaveProperty('folder');
  expectTypeOf<ValidatorContext>().not.toHaveProperty('relations');
});

it('a wrong composition is a compile error', () => {
  expectTypeOf<typeof api.backupV0>().toExtend<RelationFormat>();
  expectTypeOf<RelationFormat>().not.toExtend<Plugin>();
  // A factory that was not called, and one that needs its options.
  expectTypeOf<typeof api.pathsExist>().not.toExtend<Plugin>();
  expectTypeOf<typeof api.relationPublisher>().parameter(0).toEqualTypeOf<{
    readonly format: FormatChoice;
  }>();
  expectTypeOf<RelationFormat>().toExtend<FormatChoice>();
  expectTypeOf<(relation: ProviderRelation) => RelationFormat>().toExtend<FormatChoice>();
  expectTypeOf<Plugin>().not.toExtend<FormatChoice>();
  expectTypeOf<ConstructorParameters<typeof api.Charm>[0]>().toEqualTypeOf<readonly Plugin[]>();
  expectTypeOf<ReturnType<ValidatorFactory>>().toEqualTypeOf<Validator>();
});

it('the bundled validators are those that the option names', () => {
  expect(Object.keys(charm.validators)).toEqual([
    'paths-exist',
    'protected-paths',
    'script-syntax',
    'size-budget',
  ]);
});
