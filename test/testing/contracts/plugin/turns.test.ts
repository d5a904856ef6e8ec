import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { type Breakage, found, isFound, judge, named } from './broken.ts';

let count = 0;

const breakages: readonly Breakage[] = [
  [
    'same',
    'a count',
    () => judge(({ report }) => report({ ...found, message: `is number ${count++}` })),
  ],
  [
    'same',
    'what holds at night alone',
    () =>
      judge(({ report }) => {
        if (new Date().getHours() < 6) report(found);
      }),
  ],
  [
    'same',
    "the process's id and the machine's name in a databag",
    () =>
      named(({ hooks }) => {
        hooks.publishRelation.tap('broken', ({ contribute }) => {
          contribute(`${process.pid} on ${hostname()}`);
        });
      }),
  ],
  [
    'same',
    'a time stamp to the hour in a file',
    () =>
      named(({ hooks }) => {
        hooks.materializeFiles.tap('broken', ({ folder }) => {
          folder.put('stamp', new Date().toISOString().slice(0, 13));
        });
      }),
  ],
  [
    'timers',
    'a report from a timer',
    () => judge(({ report }) => void setTimeout(() => report(found), 1000).unref()),
  ],
  [
    'late',
    'a report after its turn',
    () => judge(({ report }) => void sleep(1).then(() => report(found))),
  ],
];

describe('the contract of plugins: its turns', () => {
  it.each(breakages)('%s: finds %s', async (...breakage) => {
    expect(await isFound(breakage)).toBe(true);
  });
});
