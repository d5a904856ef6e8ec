import type { InlineConfig } from 'vitest/node';

/** The reporters of a run. With TEST_RESULTS set to a folder, the counts are left there as `<run>.json`. */
export function reporting(run: string): Pick<InlineConfig, 'reporters' | 'outputFile'> {
  const folder = process.env['TEST_RESULTS'];
  if (folder === undefined) return {};
  return { reporters: ['default', 'json'], outputFile: { json: `${folder}/${run}.json` } };
}
