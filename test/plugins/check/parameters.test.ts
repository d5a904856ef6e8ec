import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readParameters } from '../../../src/plugins/check/parameters.ts';

const read = (parameters: Readonly<Record<string, unknown>>) =>
  readParameters(parameters, (reason) => {
    throw new Error(reason);
  });

describe('the parameters', () => {
  it('are not required', () => {
    expect(read({})).toEqual({ changes: {}, size: false, deep: false, seconds: 60 });
  });

  it('give values of config options, of which an empty text is one, too', () => {
    const changes = {
      fileset: '/etc',
      'run-before-backup': '#!/bin/sh\n',
      'run-after-restore': '',
      plugins: '- paths-exist',
      strict: false,
    };
    const asked = { size: true, deep: true, seconds: 3600 };
    expect(read({ ...changes, ...asked })).toEqual({ changes, ...asked });
  });

  it.each([
    [
      { fileset: null },
      'parameter fileset is nothing, and has to be a text; give it in a file, as in --params check.yaml: juju run reads a value as YAML',
    ],
    [{ 'run-before-backup': { a: 'secret' } }, 'parameter run-before-backup is an object'],
    [{ plugins: ['secret'] }, 'parameter plugins is a list'],
    [{ fileset: 7 }, 'parameter fileset is the number 7'],
    [
      { size: 'true' },
      'parameter size is "true", and has to be true or false; give it without --string-args',
    ],
    [{ strict: 1 }, 'parameter strict is the number 1'],
    [{ deep: null }, 'parameter deep is nothing'],
    [
      { seconds: 0 },
      'parameter seconds is the number 0, and has to be a whole number from 1 to 3600',
    ],
    [{ seconds: 3601 }, 'is the number 3601'],
    [{ seconds: 1.5 }, 'is the number 1.5'],
    [{ seconds: Number.NaN }, 'is the number NaN'],
    [{ seconds: '\n60' }, 'is "\\u{a}60"'],
    [
      { 'file-set': '/etc' },
      'there is no parameter "file-set"; use one of fileset, run-before-backup',
    ],
    [{ __proto__x: 1 }, 'there is no parameter "__proto__x"'],
  ])('are refused where they are wrong: %j', (parameters, reason) => {
    expect(() => read(parameters)).toThrow(reason);
  });

  it('are refused or taken, whatever they are, and no script is shown', () => {
    const name = fc.constantFrom('fileset', 'run-before-backup', 'strict', 'size', 'seconds', 'x');
    const value = fc.oneof(fc.anything(), fc.constant(['secret']), fc.constant({ a: 'secret' }));
    fc.assert(
      fc.property(fc.dictionary(name, value), (parameters) => {
        let refusal = '';
        try {
          readParameters(parameters, (reason) => {
            refusal = reason;
            throw new TypeError('refused');
          });
        } catch (error) {
          expect(error).toEqual(new TypeError('refused'));
        }
        expect(refusal).not.toContain('secret');
      }),
    );
  });
});
