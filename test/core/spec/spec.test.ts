import { expect, it } from 'vitest';
import { emptySpec, scriptOptions } from '../../../src/core/spec/spec.ts';
import { metadata } from '../../support/deployment.ts';

it('the script options are options of the charm', () => {
  expect(Object.keys(metadata.config.options)).toEqual(expect.arrayContaining([...scriptOptions]));
});

it('the empty spec asks for nothing', () => {
  expect(emptySpec).toEqual({ fileset: [], scripts: {}, extensions: {} });
});
