import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Databag } from '../../../core/juju/databag.ts';
import { emptySpec } from '../../../core/spec/spec.ts';
import { allScripts, specOf } from './specs.ts';
import type { Rules } from './subject.ts';

/** What a value may be that another release, or another format, has left. */
const leftBehind = ['', ' ', '7', 'null', '{}', '[]', '{', '"text"', '[1]', '[null]', '{"a":{}}'];

/** What another charm, or another release, may have published. */
const foreign: readonly Databag[] = [
  { fileset: '/etc,/srv', 'run-before-backup': '/opt/run' },
  { fileset: '' },
  { 'backup-spec': '{"version":99,"fileset":["/etc"],"scripts":{}}' },
  JSON.parse('{"__proto__":"value","constructor":"value"}'),
];

/** What holds of `decode`. */
export function describeDecode({ it }: Rules): void {
  it('reads an empty databag as nothing', ({ format }) => {
    assert.deepEqual(format.decode({}), emptySpec);
  });

  it('reads any databag as a spec, and does not fail', (subject) => {
    const own = subject.encode(specOf(['/etc', '/srv'], allScripts(subject.scripts)));
    const cut = Object.entries(own).flatMap(([key, value]) =>
      [...leftBehind, value.slice(0, value.length / 2), `${value}${value}`].map(
        (left): Databag => ({ ...own, [key]: left }),
      ),
    );
    for (const databag of [...foreign, ...cut]) assertSpec(subject.format.decode(databag));
    const value = fc.oneof(fc.string(), fc.json(), fc.constantFrom(...leftBehind));
    const databags = fc.dictionary(fc.constantFrom('other', ...Object.keys(own)), value);
    const property = fc.property(databags, (databag) => {
      assertSpec(subject.format.decode(databag));
    });
    fc.assert(property, { numRuns: 200 });
  });
}

function assertSpec(spec: unknown): void {
  assert.ok(typeof spec === 'object' && spec !== null, 'it is no spec');
  const { fileset, scripts, extensions }: Readonly<Record<string, unknown>> = { ...spec };
  assert.ok(Array.isArray(fileset), 'the fileset is no list');
  assert.ok(
    fileset.every((path: unknown) => typeof path === 'string'),
    'a path is no text',
  );
  assert.ok(typeof scripts === 'object' && scripts !== null, 'the scripts are no object');
  assert.ok(
    Object.values(scripts).every((path: unknown) => typeof path === 'string'),
    'the path of a script is no text',
  );
  assert.ok(typeof extensions === 'object' && extensions !== null, 'there are no extensions');
}
