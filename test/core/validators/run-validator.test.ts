import { describe, expect, it } from 'vitest';
import { Config } from '../../../src/core/juju/config.ts';
import type { Finding } from '../../../src/core/problems/problem.ts';
import { UnitDisk } from '../../../src/core/unit/disk/unit-disk.ts';
import type { PluginOptions } from '../../../src/core/validators/plugin-options.ts';
import { type Made, runValidator } from '../../../src/core/validators/run-validator.ts';
import type { Validator, ValidatorContext } from '../../../src/core/validators/validator.ts';
import { applying, ways } from '../trial/three-ways.ts';
import { finding } from '../trial/tiny.ts';

/** Makes a plugin and runs it with these options. Returns the messages of what was found. */
async function run(
  make: (options: PluginOptions) => Made,
  options = {},
  where?: (cause: unknown) => string,
): Promise<string[]> {
  const found: Finding[] = [];
  const context: ValidatorContext = {
    config: new Config(new Map([['fileset', '/etc']])),
    draft: { entries: [], scripts: [], extensions: {} },
    disk: new UnitDisk('/'),
    managedFolder: '/opt/scripts/app',
    report: (each) => found.push(each),
  };
  await runValidator({ name: 'mine', line: 1, options }, make, context, where);
  return found.map(({ message }) => message);
}

const judging = (judge: (context: ValidatorContext) => void): Validator => ({
  name: 'mine',
  apply({ hooks }) {
    hooks.validateConfig.tap('mine', judge);
  },
});

describe('a validator', () => {
  it('judges what it is given, and reports', async () => {
    const validator = judging(({ config, managedFolder, report }) =>
      report(finding(`${config.text('fileset')} ${managedFolder}`)),
    );
    expect(await run(() => ({ validator }))).toEqual(['/etc /opt/scripts/app']);
  });

  it('does not run with options that it does not take', async () => {
    const validator = judging(() => expect.fail('it ran'));
    const make = (options: PluginOptions) => {
      options.flag('deep');
      return { validator };
    };
    expect(await run(make, { deep: 1, other: 2 })).toEqual([
      'mine has no option "other", it has deep',
      'mine: deep is 1',
    ]);
  });

  it('does not run where there is none: what is wrong with it is reported', async () => {
    expect(await run(() => ({ findings: [finding('is a number')] }))).toEqual(['is a number']);
  });

  it('is named where its factory fails, with the place where that is known', async () => {
    const make = () => {
      throw new Error('no luck');
    };
    expect(await run(make)).toEqual(['plugin mine failed in its factory: no luck']);
    const where = (cause: unknown) => ` (${cause instanceof Error ? cause.message : 'nowhere'})`;
    expect(await run(make, {}, where)).toEqual([
      'plugin mine failed in its factory: no luck (no luck)',
    ]);
  });

  it('is named where its apply fails', async () => {
    const validator: Validator = {
      name: 'mine',
      apply() {
        throw new Error('no luck');
      },
    };
    expect(await run(() => ({ validator }))).toEqual(['plugin mine failed in apply: no luck']);
  });

  it('fails by itself where it reports once all is over', async () => {
    let late = (): void => expect.fail('it never ran');
    const validator = judging(({ report }) => {
      late = () => report(finding('late'));
    });
    expect(await run(() => ({ validator }))).toEqual([]);
    expect(late).toThrow('plugin mine failed in validateConfig: it called report after its turn');
  });
});

describe.each(ways.filter(([name]) => name !== 'in the list'))('a plugin %s', (_, told) => {
  it.each(['materializeFiles', 'publishRelation', 'action'])(
    'may not reach for %s',
    async (hook) => {
      expect(await told(applying(`hooks.${hook}.tap('mine', () => {});`))).toEqual([
        expect.stringContaining(
          `plugin mine failed in apply: hooks.${hook} is not for plugins from config, which can only validate`,
        ),
      ]);
    },
  );

  it('taps a hook, or it checks nothing', async () => {
    expect(await told(applying(''))).toEqual(['plugin mine taps no hook, so it checks nothing']);
  });
});
