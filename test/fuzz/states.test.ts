import fc from 'fast-check';
import { attempt } from './harness/attempts.ts';
import { fuzz } from './harness/target.ts';
import { anyJson, anyText } from './harness/texts.ts';

const texts = fc.dictionary(
  fc.oneof(fc.constantFrom('run-before-backup', '../../x', '__proto__', 'globs', 'a/b'), anyText),
  fc.oneof(anyText, anyJson),
  { maxKeys: 3 },
);
const memory = fc.record(
  {
    word: fc.oneof(fc.constant('none'), anyJson),
    wasPublished: fc.oneof(fc.boolean(), anyJson),
    files: fc.oneof(texts, anyJson),
    contributed: fc.oneof(texts, anyJson),
    providers: fc.oneof(texts, fc.constant({ 'backup:0': 'elsewhere' })),
    logged: fc.oneof(fc.array(anyText), anyJson),
    notes: fc.oneof(texts, anyJson),
  },
  { requiredKeys: [] },
);
const state = fc.oneof(
  memory.map((value) => JSON.stringify(value)),
  anyJson.map((value) => JSON.stringify(value)),
  anyText,
);

fuzz('states', attempt(fc.record({ state })));
