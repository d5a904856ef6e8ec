import { expect, test } from 'vitest';
import { readArguments } from '../../../cli/start/arguments.ts';

test('without arguments it is the example on three units', () => {
  expect(readArguments([])).toEqual({ kind: 'run', units: 3 });
});

test('every option is taken', () => {
  const argv = ['--config', 'a.yaml', '--application', 'mine', '--site-plugins', 'b.mjs'];
  expect(readArguments([...argv, '--disk=c', '--units', '20'])).toEqual({
    kind: 'run',
    config: 'a.yaml',
    application: 'mine',
    sitePlugins: 'b.mjs',
    disk: 'c',
    units: 20,
  });
});

test('a disk goes with the example, too', () => {
  expect(readArguments(['--disk', 'c'])).toEqual({ kind: 'run', disk: 'c', units: 3 });
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
  [['--untis', '3'], 'unknown option --untis (did you mean --units?)'],
  [['--frobnicate'], 'unknown option --frobnicate'],
  [['extra'], 'unexpected argument "extra"'],
  [['--config'], '--config needs a value'],
  [['--config', '--units', '3'], '--config needs a value'],
  [['--disk='], '--disk is empty'],
  [['--site-plugins', 'a.mjs'], '--site-plugins goes with --config FILE'],
  [['--application', 'a'], '--application goes with --config FILE'],
])('%j is refused in one line', (argv, reason) => {
  expect(() => readArguments(argv)).toThrow(
    expect.objectContaining({ message: `${reason}; see npm start -- --help`, exitCode: 2 }),
  );
});

test.each([
  [[], { npm_config_units: '5' }, '--units'],
  [['a.mjs'], { npm_config_site_plugins: 'true' }, '--site-plugins'],
])('an option that npm kept for itself is not ignored: %j', (argv, environment, option) => {
  expect(() => readArguments(argv, environment)).toThrow(
    `npm took ${option} for its own: write -- before it; see npm start -- --help`,
  );
});
