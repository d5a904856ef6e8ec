import { expect, it } from 'vitest';
import { readFinding } from '../../../src/core/problems/read-finding.ts';
import * as problems from '../../../src/core/validators/problems.ts';

const at = { name: 'mine\n', line: 3 };

it('every problem of the option is about it, on one line, with what to do', () => {
  const found = [
    problems.pluginsNotYaml(3, 'no'),
    problems.pluginsNotAList('a map'),
    problems.wrongPluginItem(3, '{"a":\n1}'),
    problems.pluginListedTwice(at),
    problems.pluginAlwaysOn(at),
    problems.noSitePlugins(at, ['a', 'b']),
    problems.unknownPlugin(at, ['a'], []),
    problems.unknownPluginOption({ ...at, name: 'mine' }, 'x\n', []),
    problems.wrongPluginOption({ ...at, name: 'mine' }, 'x', 'is 1', 'a text'),
    problems.sitePluginsNotLoaded('no'),
    problems.wrongPluginOptions(at, 'contain themselves'),
    problems.pluginsTooLong(70_000, 65_536),
    problems.tooManyPlugins(51, 60, 50),
    problems.tooManyAliases(100),
  ];
  for (const finding of found) expect(readFinding(finding, ['plugins'])).toEqual(finding);
  const codes = found.map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
  expect(
    Object.values(problems)
      .map(({ code }) => code)
      .sort(),
  ).toEqual(codes.sort());
});

it('a name that was probably meant is the first thing to do', () => {
  expect(problems.noSitePlugins(at, ['a'], 'a').fix).toMatch(
    /^write a if that is meant, or attach/,
  );
  expect(problems.noSitePlugins(at, ['a']).fix).toMatch(/^correct the name, or attach/);
});
