import { expect, it } from 'vitest';
import { stages } from '../../../src/core/hooks/hooks.ts';
import type { Plugin } from '../../../src/core/hooks/plugin.ts';
import { check } from '../../support/check.ts';

it('plugins read, then judge, then judge what a format can carry, wherever they stand in the list', async () => {
  const order: string[] = [];
  const at = (name: string, options: { stage?: number; before?: string }): Plugin => ({
    name,
    apply: ({ hooks }) =>
      hooks.validateConfig.tap({ name, ...options }, () => {
        order.push(name);
      }),
  });
  const list = [
    at('format', { stage: stages.format }),
    at('judges', {}),
    at('reads', { stage: stages.read }),
    at('judges-too', { stage: stages.judge }),
    at('judges-first', { before: 'judges' }),
    at('reads-too', { stage: stages.read }),
  ];
  await check(list, {}, '/');
  expect(order).toEqual(['reads', 'reads-too', 'judges-first', 'judges', 'judges-too', 'format']);
});
