import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  belowRoot,
  inFolder,
  isNamedInUtf8,
  textOf,
} from '../../../../src/core/unit/disk/disk-path.ts';

const bytes = (...all: readonly number[]) => Buffer.from(all);

describe('the path of a name in a folder', () => {
  it('is text where all of it is UTF-8', () => {
    expect(inFolder('/', 'srv')).toBe('/srv');
    expect(inFolder('/srv', 'é')).toBe('/srv/é');
    expect(inFolder('/srv', Buffer.from('é'))).toBe('/srv/é');
  });

  it('is bytes where something is not', () => {
    expect(inFolder('/srv', bytes(0xff))).toEqual(Buffer.from('/srv/\xff', 'latin1'));
    const below = inFolder(Buffer.from('/\xff', 'latin1'), 'a');
    expect(below).toEqual(Buffer.from('/\xff/a', 'latin1'));
    expect(isNamedInUtf8(below)).toBe(true);
    expect(isNamedInUtf8(inFolder('/srv', bytes(0xff)))).toBe(false);
    expect(isNamedInUtf8('/srv')).toBe(true);
  });
});

it('a path below another root is of the same kind', () => {
  expect(belowRoot('/', '/srv')).toBe('/srv');
  expect(belowRoot('/root', '/srv')).toBe('/root/srv');
  expect(belowRoot('/root', bytes(0x2f, 0xff))).toEqual(Buffer.from('/root/\xff', 'latin1'));
});

describe('the text of a path', () => {
  it('shows what is not UTF-8', () => {
    expect(textOf(Buffer.from('/srv/caf\xe9!', 'latin1'))).toBe('/srv/caf\\xe9!');
    expect(textOf(Buffer.concat([Buffer.from('/€'), bytes(0xe2, 0x82)]))).toBe('/€\\xe2\\x82');
    expect(textOf('/srv')).toBe('/srv');
  });

  it('keeps all that is UTF-8, and every byte', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(textOf(Buffer.from(text))).toBe(text);
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 20 }), (array) => {
        const text = textOf(Buffer.from(array));
        fc.pre(!Buffer.from(array).includes(0x5c));
        const parts = text.split(/(\\x[0-9a-f]{2})/);
        const back = parts.map((part) =>
          part.startsWith('\\x') ? Buffer.from(part.slice(2), 'hex') : Buffer.from(part),
        );
        expect(Buffer.concat(back)).toEqual(Buffer.from(array));
      }),
    );
  });
});
