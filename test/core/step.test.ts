import { describe, expect, it } from 'vitest';
import { HookToolError } from '../../src/core/juju/hook-tools.ts';
import type { PluginError } from '../../src/core/plugin.ts';
import { Step } from '../../src/core/step.ts';

/** Runs the step with its plugins' names as context, and returns which of them failed, and how. */
async function run(step: Step<string>): Promise<string[]> {
  const failures: string[] = [];
  await step.call({
    contextFor: (plugin) => plugin,
    failed: (error: PluginError) => failures.push(`${error.plugin}: ${error.message}`),
  });
  return failures;
}

describe('a step', () => {
  it('calls the plugins one after the other, each with a context of its own', async () => {
    const step = new Step<string>('validateConfig');
    const calls: string[] = [];
    step.tapPromise('slow', async (context) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      calls.push(context);
    });
    step.tap('quick', (context) => {
      calls.push(context);
    });
    await run(step);
    expect(calls).toEqual(['slow', 'quick']);
  });

  it('reports what throws and what rejects with the name of the plugin, and goes on', async () => {
    const step = new Step<string>('validateConfig');
    step.tap('throws', () => {
      throw new Error('no disk');
    });
    step.tapPromise('rejects', () => Promise.reject('no reason'));
    const calls: string[] = [];
    step.tap('last', (context) => {
      calls.push(context);
    });
    expect(await run(step)).toEqual([
      'throws: plugin throws failed in validateConfig: no disk',
      'rejects: plugin rejects failed in validateConfig: no reason',
    ]);
    expect(calls).toEqual(['last']);
  });

  it('stops where the run says so', async () => {
    const step = new Step<string>('materializeFiles');
    step.tap('throws', () => {
      throw new Error('no disk');
    });
    step.tap('never', () => {
      throw new Error('called all the same');
    });
    const stopped = step.call({
      contextFor: (plugin) => plugin,
      failed: (error) => {
        throw error;
      },
    });
    await expect(stopped).rejects.toThrow('plugin throws failed in materializeFiles: no disk');
  });

  it('lets a failed hook tool through as it is: the hook has to be run again', async () => {
    const step = new Step<string>('publishRelation');
    const failure = new HookToolError(['is-leader'], { code: 1, stderr: '' }, 'failed');
    step.tap('reads', () => {
      throw failure;
    });
    await expect(run(step)).rejects.toBe(failure);
  });

  it('fails a plugin that hands a promise to tap by way of a plain function', async () => {
    const step = new Step<string>('validateConfig');
    Reflect.apply(step.tap, step, ['sly', () => Promise.reject(new Error('lost'))]);
    expect(await run(step)).toEqual([
      expect.stringMatching(/^sly: .*handed an async function to validateConfig.tap.*tapPromise$/),
    ]);
  });
});
