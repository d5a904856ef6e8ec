import { expect, test, vi } from 'vitest';
import { show } from '../../../cli/start/show.ts';
import { exampleTour } from '../../../cli/start/tour.ts';
import { metadata, standardCharmDir } from '../../support/standard.ts';

const standard = { charmDir: standardCharmDir, metadata };

test('a hook that fails is named, and makes the whole fail', { timeout: 120_000 }, async () => {
  const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const tour = exampleTour(1, metadata);
  const [deploy] = tour.steps;
  if (deploy === undefined) throw new Error('there is no step');
  const failing = {
    ...deploy,
    run: (juju: Parameters<typeof deploy.run>[0]) => {
      juju.faults = [{ on: 'status-set', as: 'exit 1' }];
      return deploy.run(juju);
    },
  };
  const hasFailed = await show(
    standard,
    { ...tour, steps: [failing] },
    new AbortController().signal,
  );
  const output = written.mock.calls.map(([text]) => text).join('');
  written.mockRestore();
  expect(hasFailed).toBe(true);
  expect(output).toMatch(/backup-integrator\/0\* +error +idle +0 +hook failed: "install"/);
  expect(output).toContain('status-set failed with exit code 1: ERROR injected failure');
  expect(output).toContain('Failed: install on backup-integrator/0.');
});
