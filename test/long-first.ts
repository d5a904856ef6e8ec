import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes longest of each suite, in the order in which to begin. */
export const longFiles = [
  'test/plugins/run-scripts/wrapper/wrapper.test.ts',
  'test/testing/contracts/plugin/own.test.ts',
  'test/core/process/run-script.test.ts',
  'test/plugins/fileset/globs/union.test.ts',
  'test/plugins/fileset/globs/union-limits.test.ts',
  'test/charm/project/npm-package.test.ts',

  'test/e2e/forks.test.ts',
  'test/e2e/pack.test.ts',
  'test/e2e/package.test.ts',
  'test/e2e/charmcraft.test.ts',
  'test/e2e/arm64.test.ts',
  'test/e2e/memory.test.ts',

  'test/whole-charm/units.test.ts',
  'test/whole-charm/configured-plugins.test.ts',
  'test/whole-charm/script-environment.test.ts',
  'test/cli/start/own-config.test.ts',
];

/** Begins with them, so that none of them is left for the end, where nothing runs next to it. */
export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const rankOf = ({ moduleId }: TestSpecification) => {
      const place = longFiles.findIndex((file) => moduleId.endsWith(file));
      return place < 0 ? longFiles.length : place;
    };
    return sorted.sort((a, b) => rankOf(a) - rankOf(b));
  }
}
