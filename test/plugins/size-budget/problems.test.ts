import { expect, it } from 'vitest';
import { countCutShort, overBudget } from '../../../src/plugins/size-budget/problems.ts';

it.each([
  [0, '0 files with 0 bytes'],
  [1, '1 file with 1 byte'],
  [1023, '1,023 files with 1023 bytes'],
  [1024, '1,024 files with 1.0 KiB'],
  [1.5 * 1024 ** 2, '1,572,864 files with 1.5 MiB'],
  [1024 ** 3, '1,073,741,824 files with 1.0 GiB'],
  [1024 ** 4, '1,099,511,627,776 files with 1.0 TiB'],
  [1024 ** 5, '1,125,899,906,842,624 files with 1024.0 TiB'],
])('%d of both are "%s"', (size, text) => {
  const { message } = countCutShort({ files: size, bytes: size }, 'the count was cut');
  expect(message).toBe(
    `holds at least ${text} on this unit, but the count was cut, so it may be over the budget`,
  );
});

it('names of the budget what there is, and whether all is counted', () => {
  const size = { files: 2, bytes: 2048 };
  expect(overBudget(size, { bytes: 1024 }, true).message).toBe(
    'holds 2 files with 2.0 KiB on this unit, over the budget of 1.0 KiB',
  );
  expect(overBudget(size, { files: 1, bytes: 1024 }, false).message).toBe(
    'holds at least 2 files with 2.0 KiB on this unit, over the budget of 1 file and 1.0 KiB',
  );
});
