import assert from 'node:assert/strict';
import type { Plugin } from '../../../core/hooks/plugin.ts';
import type { Finding } from '../../../core/problems/problem.ts';
import type { ConfigValues } from '../plugin/trial.ts';
import type { Suite } from '../suite.ts';
import { assertNoSecret } from '../watch/secret.ts';
import { SitePluginRuns } from './runs.ts';

/** Which plugin it is, and what it is tried with. */
export interface SitePluginTrial {
  /** Absolute path of the file that is attached as the resource `site-plugins`. */
  readonly file: string;
  /** The name under which it is exported. */
  readonly name: string;
  /** Its options, as `plugins` gives them. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** A config in which it finds something. */
  readonly refused?: ConfigValues;
  /** A config in which it finds nothing. */
  readonly accepted?: ConfigValues;
  /** Files on the unit's disk, by absolute path. */
  readonly files?: Readonly<Record<string, string>>;
  /** Plugins that read these configs. Where it is not given, a draft with entries, globs and scripts stands in for them. */
  readonly before?: readonly Plugin[];
}

/** The rules that every plugin of a site keeps, in the process that the charm gives it. */
export function describeSitePlugin({ describe, it }: Suite, trial: SitePluginTrial): void {
  const { name, refused, accepted } = trial;
  const runs = new SitePluginRuns(trial);
  const configs = [undefined, refused, accepted].filter(
    (config, index) => index === 0 || config !== undefined,
  );

  describe(`the site plugin ${name}`, () => {
    it('is exported under its name, and takes its options', async () => {
      const wrong = (await runs.run()).filter(({ code }) => code.startsWith('plugins/'));
      assert.deepEqual(messages(wrong), []);
    });

    it('does not fail with entries, globs and scripts in the draft', async () => {
      for (const config of configs) {
        assert.deepEqual(failuresIn(await runs.run({ config })), []);
      }
    });

    it('copes with a config of which nothing is set', async () => {
      assert.deepEqual(failuresIn(await runs.run({ isEmpty: true })), []);
    });

    it('comes to the same result at any hour, on any machine, and is done when its turn is over', async () => {
      const config = refused;
      assert.deepEqual(await runs.run({ config, isWitnessed: true }), await runs.run({ config }));
    });

    it('changes nothing on this machine', async () => {
      const config = refused;
      assert.deepEqual(await runs.run({ config, isReadOnly: true }), await runs.run({ config }));
    });

    it('says nothing of what a script holds', async () => {
      for (const config of configs) assertNoSecret(await runs.run({ config }), 'a finding');
    });

    if (refused !== undefined) {
      it('finds something in what it is to refuse', async () => {
        const found = await runs.run({ config: refused });
        assert.ok(found.length > failuresIn(found).length, 'it finds nothing');
      });
    }

    if (accepted !== undefined) {
      it('finds nothing in what it is to accept', async () => {
        assert.deepEqual(messages(await runs.run({ config: accepted })), []);
      });
    }
  });
}

/** What the charm finds of a plugin that does not work. */
function failuresIn(findings: readonly Finding[]): string[] {
  return messages(findings.filter(({ code }) => /^plugins?\//.test(code)));
}

function messages(findings: readonly Finding[]): string[] {
  return findings.map(({ code, message }) => `${code}: ${message}`);
}
