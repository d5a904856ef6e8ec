import assert from 'node:assert/strict';
import { encodeDatabag } from '../../../../core/juju/databag.ts';
import type { Suite } from '../../suite.ts';
import type { Subject } from './subject.ts';

/** What holds of `publishRelation`. */
export function describePublishing({ it }: Suite, subject: Subject): void {
  it(
    'leaves the databags alone where it is not on the leader',
    subject.inEach(({ isLeader, writes, committedReads }) => {
      if (!isLeader) assert.deepEqual([writes, committedReads], [0, []]);
    }),
  );

  it(
    'publishes and contributes the same the second time',
    subject.inEach(async (event) => {
      if (!event.isPublished) return;
      const { writes } = event;
      const contributed = new Map(event.contributed);
      await event.publish();
      assert.equal(event.writes, writes, 'a databag is written again');
      assert.deepEqual(event.contributed, contributed);
    }),
  );

  it(
    'publishes and contributes what a databag holds',
    subject.inEach(({ databags, contributed }) => {
      for (const databag of [...databags.values(), Object.fromEntries(contributed)]) {
        assert.doesNotThrow(() => encodeDatabag(databag));
      }
    }),
  );

  it(
    'publishes no key that another plugin publishes',
    subject.inEach(({ conflicts }) => {
      assert.deepEqual(conflicts, []);
    }),
  );
}
