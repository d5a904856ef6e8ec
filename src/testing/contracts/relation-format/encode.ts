import assert from 'node:assert/strict';
import { encodeDatabag } from '../../../core/juju/databag.ts';
import type { BackupSpec } from '../../../core/spec/spec.ts';
import { elsewhere } from '../watch/elsewhere.ts';
import { allScripts, ordinaryPaths, specOf } from './specs.ts';
import type { Rules } from './subject.ts';

/** What holds of `encode`. */
export function describeEncode({ it }: Rules): void {
  it('gives back what it accepts', (subject) => {
    subject.whereAccepted((spec) => {
      assert.deepEqual(subject.published(spec), subject.expected(spec));
    });
  });

  it('carries every script', (subject) => {
    const spec = specOf(['/etc'], allScripts(subject.scripts));
    assert.deepEqual(subject.check(spec), []);
    assert.deepEqual(subject.published(spec).scripts, subject.expected(spec).scripts);
  });

  it('writes values that a databag holds: texts, none of them empty', (subject) => {
    subject.whereAccepted((spec) => {
      if (subject.expected(spec).fileset.length === 0) return;
      const databag = subject.encode(spec);
      assert.ok(Object.keys(databag).length > 0, 'the databag is empty');
      for (const [key, value] of Object.entries(databag)) {
        assert.equal(typeof value, 'string', `the value of ${key} is no text`);
        assert.notEqual(value, '', `the value of ${key} is empty, which deletes it`);
      }
      assert.doesNotThrow(() => encodeDatabag(databag));
    });
  });

  it('writes the same for the same, at any hour, in any process, on any machine', async (subject) => {
    const specs = subject.telling.filter((spec) => subject.isAccepted(spec));
    const encode = () => specs.map((spec) => subject.encode(spec));
    const first = encode();
    for (const hours of [0, 1 / 30, 7, 40 * 24]) {
      assert.deepEqual(await elsewhere(hours, encode), first);
    }
    subject.whereAccepted((spec) => assert.deepEqual(subject.encode(spec), subject.encode(spec)));
  });

  it('leaves the spec as it is', ({ format, target }) => {
    const unsorted = ['/srv/b', ...ordinaryPaths, '/srv/a'];
    const given: BackupSpec = { ...specOf(unsorted), scripts: { 'run-before-backup': '/run' } };
    const spec = structuredClone(given);
    format.check(spec, target);
    const databag = format.encode(spec, target);
    assert.deepEqual(spec, given);
    const read = structuredClone(databag);
    format.decode(databag);
    assert.deepEqual(databag, read);
  });

  it('encodes an empty fileset without a path in it', (subject) => {
    assert.deepEqual(subject.published(specOf([])).fileset, []);
  });

  it('reads only the config options that it lists', (subject) => {
    const spec = specOf(['/etc'], allScripts(subject.scripts));
    subject.check(spec);
    subject.encode(spec);
    const options = subject.format.options ?? [];
    for (const option of subject.read) {
      assert.ok(options.includes(option), `${option} is not in its list of options`);
    }
  });
}
