import assert from 'node:assert/strict';
import { ActionFailure } from '../../../../core/hooks/plugin.ts';
import type { Suite } from '../../suite.ts';
import { assertNoSecret } from '../../watch/secret.ts';
import type { Subject } from './subject.ts';

/** What holds of its actions. */
export function describeActions({ it }: Suite, subject: Subject): void {
  it(
    'answers its actions with what Juju takes, or ends them with a reason',
    subject.inEach(async (event) => {
      for (const action of subject.factory().actions ?? []) {
        try {
          const results = (await event.act(action)) ?? {};
          assertNoSecret(results, 'a result');
          for (const key of Object.keys(results)) {
            assert.match(key, /^[a-z](?:[a-z0-9-]*[a-z0-9])?$/, `${action} has the result ${key}`);
          }
        } catch (error) {
          if (!(error instanceof ActionFailure)) throw error;
          assert.notEqual(error.message, '');
          assertNoSecret([error.message, error.results], 'the reason of a failure');
        }
      }
    }),
  );
}
