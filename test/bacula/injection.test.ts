import { afterAll, beforeAll, expect, it } from 'vitest';
import { attempts } from '../injection/harness/attempts.ts';
import { model } from '../support/deployment.ts';
import type { Protected } from './harness/configuration.ts';
import { HookError, readAsProvider } from './harness/databag.ts';
import { Stage } from './harness/stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.set();
  await stage.configure();
});

afterAll(() => stage[Symbol.asyncDispose]());

/** What the provider reads of each attempt that the charm publishes. */
async function accepted(): Promise<string[]> {
  const deployment = model();
  await deployment.deploy();
  await deployment.integrate('bacula-fd');
  const [id = ''] = deployment.relationIds();
  const paths: string[] = [];
  for (const attempt of attempts) {
    deployment.seedDatabag(id, {});
    await deployment.configure({ fileset: attempt });
    const databag = deployment.databag(id);
    if (Object.keys(databag).length === 0) continue;
    try {
      paths.push(...readAsProvider(databag).fileset);
    } catch (error) {
      if (!(error instanceof HookError)) throw error;
    }
  }
  return [...new Set(paths)];
}

it('of all that is published, the director reads each path, and nothing else', async () => {
  const fileset = await accepted();
  expect(fileset.length).toBeGreaterThan(30);
  const noop = '/usr/bin/true';
  const unit: Protected = {
    name: 'attempts',
    client: 'app-0',
    lane: 0,
    spec: {
      fileset,
      commands: {
        'run-before-backup': noop,
        'run-after-backup': noop,
        'run-before-restore': noop,
        'run-after-restore': noop,
      },
    },
  };
  expect(stage.suite.refusal(unit)).toBeUndefined();
  expect(stage.suite.filesAsRead(unit)).toEqual(fileset);
});
