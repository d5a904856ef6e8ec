import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../../src/core/problems/problem.ts';
import { hear } from '../../../../src/plugins/fileset/globs/listener.ts';
import { anyCharacter } from '../../../support/any-character.ts';
import { model } from '../../../support/deployment.ts';
import { one, published, put, zero } from '../../../support/units.ts';

const pattern = (text: string) => ({ text, here: [], elsewhere: [], isUnanswered: false });
const entries = [
  {
    value: '/srv/{*,x*/}',
    line: 1,
    paths: [],
    glob: { literals: [], patterns: [pattern('/srv/*'), pattern('/srv/x*/')] },
  },
];

function heard(text: string) {
  const findings: Finding[] = [];
  const others = hear(new Map([['app/1', text]]), entries, (finding) => findings.push(finding));
  return { matches: others.get('app/1'), findings };
}

describe('what another unit says', () => {
  it('counts where a pattern matches it', () => {
    expect(heard('{"/srv/*":["/srv/a"],"/srv/x*/":["/srv/xy"]}')).toEqual({
      matches: new Map([
        ['/srv/*', ['/srv/a']],
        ['/srv/x*/', ['/srv/xy']],
      ]),
      findings: [],
    });
  });

  it('is dropped where no charm says so, and told once, with the unit', () => {
    const { matches, findings } = heard(
      '{"/srv/*":["/etc/shadow","/root/.ssh","/","/srv/a/b","/srv/\\ud800","/srv/a"]}',
    );
    expect(matches).toEqual(new Map([['/srv/*', ['/srv/a']]]));
    expect(findings).toEqual([
      expect.objectContaining({
        code: 'fileset/answer-dropped',
        severity: 'warning',
        message: `of what app/1 says of its globs, this is dropped: "/etc/shadow", "/root/.ssh", "/" and 2 more, which its globs can't match`,
      }),
    ]);
  });

  it('is shown cut', () => {
    const { findings } = heard(JSON.stringify({ '/srv/*': ['x'.repeat(10_000)] }));
    expect(findings[0]?.message.length).toBeLessThan(400);
  });
});

describe('a hostile peer', () => {
  const texts = fc.oneof(
    fc.constantFrom(
      '/etc/shadow',
      '/',
      '/srv/../etc',
      '/srv/\ud800',
      '__proto__',
      '/srv/a/b',
      '/srv/x\0',
      '/srv/,/etc',
    ),
    fc.string({ unit: anyCharacter, maxLength: 20 }).map((text) => `/srv/${text}`),
    fc.string({ unit: fc.constantFrom('\ud800', '\udfff', '/', '.', 'a', '\u0007'), maxLength: 8 }),
  );
  const paths = fc.oneof(fc.array(fc.oneof(texts, fc.jsonValue())), fc.jsonValue());
  const words = fc.oneof(
    fc
      .dictionary(fc.oneof(fc.constantFrom('/srv/*', '/srv/x*/', '__proto__'), texts), paths)
      .map((each) => JSON.stringify(each)),
    paths.map((each) => `{"__proto__":${JSON.stringify(each)},"/srv/*":${JSON.stringify(each)}}`),
    fc.json(),
    fc.string(),
    fc.constantFrom('['.repeat(100_000), `{"/srv/*":${'['.repeat(10_000)}${']'.repeat(10_000)}}`),
  );

  it('says nothing that a leader takes but what its patterns match', () => {
    fc.assert(
      fc.property(words, (text) => {
        for (const path of [...(heard(text).matches?.values() ?? [])].flat()) {
          expect(path).toMatch(/^\/srv\/[^/\0]+$/);
          expect(path.isWellFormed()).toBe(true);
          expect(path).not.toMatch(/^\/srv\/\.\.?$/);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('makes no hook fail, and nothing published that the config does not ask for', async () => {
    const deployment = model();
    await deployment.deploy(2);
    await deployment.integrate('bacula-fd');
    put(deployment, zero, '/srv/mine');
    await deployment.configure({ fileset: '/srv/*' });
    await fc.assert(
      fc.asyncProperty(words, async (text) => {
        deployment.seedDatabag('peers:0', { globs: text }, one);
        const hooks = await deployment.updateStatus(zero);
        expect(hooks.map(({ code, stderr }) => ({ code, stderr }))).toEqual([
          { code: 0, stderr: '' },
        ]);
        const all = published(deployment);
        expect(all).toContain('/srv/mine');
        expect(all.filter((path) => !/^\/srv\/[^/]+$/.test(path))).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });
});
