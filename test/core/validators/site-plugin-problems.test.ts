import { expect, it } from 'vitest';
import { readFinding } from '../../../src/core/problems/read-finding.ts';
import * as problems from '../../../src/core/validators/site-plugin-problems.ts';

const at = { name: 'mine\n', line: 3 };

it("every problem of a site's plugin is about its item of the option, on one line, with what to do", () => {
  const found = [
    problems.wrongSitePlugin(at, 'is 1'),
    problems.sitePluginTimedOut(at, 5),
    problems.sitePluginEnded(at, 'ended'),
    problems.sitePluginNeverSettles(at),
    problems.sitePluginGoesOn(at),
    problems.sitePluginTooLarge(at, 512),
    problems.sitePluginNotRun(at, 10),
    problems.sitePluginNotUnprivileged(at),
    problems.wrongSiteAnswer(at),
    problems.tooManySiteFindings(at, 101),
  ];
  for (const finding of found) {
    expect(readFinding(finding, ['plugins'])).toEqual(finding);
    expect(finding).toMatchObject({ line: 3, value: at.name });
    expect(finding.message).toContain('"mine\\u{a}" of site-plugins');
  }
  const codes = found.map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
  expect(new Set(Object.values(problems).map(({ code }) => code))).toEqual(new Set(codes));
});
