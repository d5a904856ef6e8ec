import { expect, it } from 'vitest';
import { inFiles, inUnits } from '../../../src/core/problems/amounts.ts';

it.each([
  [0, '0 files'],
  [1, '1 file'],
  [1204, '1,204 files'],
])('%i is %s', (files, words) => {
  expect(inFiles(files)).toBe(words);
});

it.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [1023, '1023 bytes'],
  [1024, '1.0 KiB'],
  [1536, '1.5 KiB'],
  [5 * 2 ** 30, '5.0 GiB'],
  [3 * 2 ** 40, '3.0 TiB'],
  [2 ** 52, '4096.0 TiB'],
])('%i bytes are %s', (bytes, words) => {
  expect(inUnits(bytes)).toBe(words);
});
