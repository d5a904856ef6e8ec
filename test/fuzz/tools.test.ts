import fc from 'fast-check';
import { attempt } from './harness/attempts.ts';
import { fuzz } from './harness/target.ts';
import { anyJson, anyText } from './harness/texts.ts';

const reading = [
  ...['config-get', 'is-leader', 'relation-ids', 'relation-list', 'relation-get', 'status-get'],
  ...['action-get', 'resource-get'],
];
const writing = ['relation-set', 'status-set', 'juju-log', 'action-set', 'action-fail'];

const plausible = fc.oneof(
  fc.boolean(),
  fc.array(fc.oneof(anyText, fc.constantFrom('backup:0', 'peers:1', 'a/0', '--help', '-r'))),
  fc.dictionary(
    fc.oneof(anyText, fc.constantFrom('fileset', 'strict', 'status', 'message', 'globs')),
    anyText,
  ),
  fc.dictionary(fc.constantFrom('fileset', 'strict', 'plugins', 'run-before-backup'), anyJson),
);
const json = (value: unknown) => JSON.stringify(value);

const right = fc.record({
  code: fc.constant(0),
  stdout: fc.oneof(plausible.map(json), anyJson.map(json), anyText),
  stderr: fc.constant(''),
});
const wrong = fc.record({
  code: fc.constantFrom(null, 0, 1, 2, 127),
  stdout: anyText,
  stderr: fc.oneof(anyText, fc.constant('ERROR permission denied\n')),
});
const answers = fc.dictionary(
  fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...reading) },
    { weight: 1, arbitrary: fc.constantFrom(...writing) },
  ),
  fc.oneof({ weight: 3, arbitrary: right }, { weight: 1, arbitrary: wrong }),
  { minKeys: 1, maxKeys: 3 },
);

fuzz('tools', attempt(fc.record({ answers })));
