import { expect, test } from 'vitest';
import { readArguments } from '../../../examples/start/arguments.ts';

test('without arguments it is the example on three units', () => {
  expect(readArguments([])).toEqual({ kind: 'run', units: 3 });
});

test('a config file and a number of units are taken', () => {
  const asked = { kind: 'run', config: 'a.yaml', units: 20 };
  expect(readArguments(['--config', 'a.yaml', '--units', '20'])).toEqual(asked);
});

test.each(['--help', '-h'])('%s asks for help', (flag) => {
  expect(readArguments([flag, '--units', '99'])).toEqual({ kind: 'help' });
});

test.each(['0', '21', '-1', '2.5', '1e1', '', 'three', '03'])(
  '%j is no number of units',
  (units) => {
    expect(() => readArguments([`--units=${units}`])).toThrow(
      expect.objectContaining({ message: expect.stringContaining('from 1 to 20'), exitCode: 2 }),
    );
  },
);

test.each([
  [['--frob'], "Unknown option '--frob'"],
  [['extra'], "Unexpected argument 'extra'"],
  [['--config'], "'--config <value>' argument missing"],
])('%j is refused in one line', (argv, reason) => {
  expect(() => readArguments(argv)).toThrow(
    expect.objectContaining({ message: expect.stringMatching(/^[^\n]+$/), exitCode: 2 }),
  );
  expect(() => readArguments(argv)).toThrow(reason);
});
