import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes longest in `npm test`. */
export const longFiles = [
  'test/plugins/run-scripts/wrapper/wrapper.test.ts',
  'test/testing/contracts/plugin/own.test.ts',
  'test/core/process/run-script.test.ts',
  'test/plugins/fileset/globs/union.test.ts',
  'test/plugins/fileset/globs/union-limits.test.ts',
  'test/charm/project/npm-package.test.ts',
];

/** Begins with them, so that none of them is left for the end, where nothing runs next to it. */
export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) =>
      longFiles.some((file) => moduleId.endsWith(file));
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}
