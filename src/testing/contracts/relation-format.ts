import assert from 'node:assert/strict';
import fc from 'fast-check';
import { encodeDatabag } from '../../core/juju/databag.ts';
import { readFinding } from '../../core/problems/read-finding.ts';
import type { RelationFormat } from '../../core/spec/relation-format.ts';
import { type BackupSpec, scriptOptions } from '../../core/spec/spec.ts';
import type { Suite } from './suite.ts';

const plain: BackupSpec = {
  fileset: ['/etc', '/var/lib/app-1.2_x'],
  scripts: { 'run-before-backup': '/opt/backup-integrator-charm/scripts/app/run-before-backup' },
};

/** Characters that one consumer or another reads as something else, and any others. */
const nasty = fc.constantFrom(...' ,;#{}"\'\\%=\n\r\t\0\u0085\u00a0\u2028\ufeffé日😀');
const segment = fc.string({
  unit: fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...'abc.-_') }, nasty),
  minLength: 1,
  maxLength: 6,
});
const path = fc
  .array(segment, { minLength: 1, maxLength: 3 })
  .map((segments) => `/${segments.join('/')}`);

const specs: fc.Arbitrary<BackupSpec> = fc.record(
  {
    fileset: fc.uniqueArray(path, { minLength: 1, maxLength: 4 }),
    scripts: fc
      .subarray([...scriptOptions])
      .chain((options) =>
        fc
          .tuple(...options.map(() => fc.oneof(fc.constant('/opt/app/run'), path)))
          .map((paths) =>
            Object.fromEntries(options.map((option, index) => [option, paths[index] ?? '/'])),
          ),
      ),
  },
  { noNullPrototype: true },
);

/** The rules that every relation format keeps: nothing that it accepts is lost, and what it refuses is named. */
export function describeRelationFormat({ describe, it }: Suite, format: RelationFormat): void {
  const whereAccepted = (judge: (spec: BackupSpec) => void) => {
    const property = fc.property(specs, (spec) => {
      if (!format.check(spec).some(({ severity }) => severity === 'error')) judge(spec);
    });
    fc.assert(property, { numRuns: 500 });
  };

  describe(`the relation format ${format.name}`, () => {
    it('has a name', () => {
      assert.match(format.name, /^[a-z][a-z0-9-]*$/);
    });

    it('accepts plain paths', () => {
      assert.deepEqual(format.check(plain), []);
    });

    it('gives back what it accepts', () => {
      assert.deepEqual(format.decode(format.encode(plain)), plain);
      whereAccepted((spec) => assert.deepEqual(format.decode(format.encode(spec)), spec));
    });

    it('gives back a spec without scripts', () => {
      const spec = { fileset: ['/etc'], scripts: {} };
      assert.deepEqual(format.decode(format.encode(spec)), spec);
    });

    it('writes values that a databag holds: texts, none of them empty', () => {
      whereAccepted((spec) => {
        const databag = format.encode(spec);
        assert.ok(Object.keys(databag).length > 0, 'the databag is empty');
        for (const [key, value] of Object.entries(databag)) {
          assert.equal(typeof value, 'string', `the value of ${key} is no text`);
          assert.notEqual(value, '', `the value of ${key} is empty, which deletes it`);
        }
        assert.doesNotThrow(() => encodeDatabag(databag));
      });
    });

    it('writes the same for the same, so that nothing changes without a change', () => {
      whereAccepted((spec) => {
        assert.deepEqual(format.encode(spec), format.encode(structuredClone(spec)));
      });
    });

    it('names the path in each finding', () => {
      const property = fc.property(specs, (spec) => {
        const paths = [...spec.fileset, ...Object.values(spec.scripts)];
        for (const finding of format.check(spec)) {
          readFinding(finding);
          assert.ok(finding.value !== undefined && paths.includes(finding.value), 'no path named');
        }
      });
      fc.assert(property, { numRuns: 500 });
    });

    it('refuses a path that is not absolute', () => {
      const found = format.check({ ...plain, fileset: ['etc'] });
      assert.ok(found.length > 0, 'a relative path is accepted');
    });

    it('leaves the spec as it is', () => {
      const spec = structuredClone(plain);
      format.check(spec);
      format.decode(format.encode(spec));
      assert.deepEqual(spec, plain);
    });

    it('reads an empty databag as nothing', () => {
      assert.deepEqual(format.decode({}), { fileset: [], scripts: {} });
    });
  });
}
