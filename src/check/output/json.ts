import { visibleJson } from '../../core/problems/quote.ts';
import { countsOf, type Judged } from '../judged.ts';

/** For programs: one object, with the keys as they stand in {@link Judged}. */
export function asJson(all: readonly Judged[]): string {
  return `${visibleJson({ ...countsOf(all), configs: all })}\n`;
}
