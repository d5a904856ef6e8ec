import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readFinding } from '../../../core/problems/read-finding.ts';
import { ordinaryPaths, plainPath, specOf, specs } from './specs.ts';
import type { Rules } from './subject.ts';

/** What holds of `check`. */
export function describeCheck({ it }: Rules): void {
  it('accepts paths as they are on any machine', (subject) => {
    for (const path of ordinaryPaths) {
      assert.deepEqual(subject.check(specOf([path])), [], `${path} is not accepted`);
    }
    assert.deepEqual(subject.check(specOf(ordinaryPaths)), []);
    const property = fc.property(specs([], plainPath), (spec) => {
      assert.deepEqual(subject.check(spec), []);
    });
    fc.assert(property, { numRuns: 100 });
  });

  it('refuses a path that is not absolute', (subject) => {
    assert.ok(!subject.isAccepted(specOf(['etc'])), 'a relative path is accepted');
  });

  it('names the path in each finding, of a kind that it lists', (subject) => {
    const codes = (subject.format.problems ?? []).map(({ code }) => code);
    subject.everywhere((spec) => {
      const paths = [...spec.fileset, ...Object.values(spec.scripts)];
      for (const finding of subject.check(spec)) {
        readFinding(finding);
        assert.ok(codes.includes(finding.code), `${finding.code} is not in its list of problems`);
        if (Object.keys(spec.extensions).length > 0) continue;
        assert.ok(finding.value !== undefined && paths.includes(finding.value), 'no path named');
      }
    });
  });

  it('checks without a relation, and without a fileset', ({ format, target }) => {
    const { config } = target;
    assert.deepEqual(format.check(specOf(['/etc']), { config }), []);
    for (const each of [target, { config }]) format.check(specOf([]), each);
  });
}
