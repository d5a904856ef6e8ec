import fc from 'fast-check';
import { stringify } from 'yaml';
import { attempt, goodConfig } from './harness/attempts.ts';
import { fuzz } from './harness/target.ts';
import { anyJson, anyText } from './harness/texts.ts';

const names = fc.oneof(
  {
    weight: 40,
    arbitrary: fc.constantFrom('paths-exist', 'protected-paths', 'size-budget', 'my-own'),
  },
  // It starts a process for each script.
  { weight: 1, arbitrary: fc.constant('script-syntax') },
);
const options = fc.oneof(
  fc.record({
    deny: fc.array(anyText, { maxLength: 3 }),
    allow: fc.array(anyText, { maxLength: 2 }),
  }),
  fc.record({ paths: anyText, limit: anyText, 'max-size': anyText }, { requiredKeys: [] }),
  anyJson,
);
const item = fc.oneof(
  { weight: 2, arbitrary: names },
  { weight: 4, arbitrary: fc.tuple(names, options).map(([name, given]) => ({ [name]: given })) },
  { weight: 1, arbitrary: anyJson },
);
const right = fc.array(item, { maxLength: 4 }).map((items) => stringify(items));

/** Pieces that YAML gives a meaning to. */
const piece = fc.oneof(
  names,
  anyText,
  fc.constantFrom(
    '- ',
    '\n',
    '\n  ',
    ': ',
    '&a ',
    '*a',
    '!!binary ',
    '!<x> ',
    '? ',
    '| \n',
    '>-\n',
  ),
  fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ',',
    '"',
    "'",
    '---\n',
    '...\n',
    '%YAML 1.1\n',
    '<<: *a',
    '# ',
  ),
);
const broken = fc.array(piece, { maxLength: 16 }).map((pieces) => pieces.join(''));
const damaged = fc
  .tuple(right, fc.nat(200), fc.nat(4), anyText)
  .map(([text, from, length, other]) => text.slice(0, from) + other + text.slice(from + length));

fuzz(
  'plugins',
  attempt(
    fc
      .record({ plugins: fc.oneof(right, broken, damaged), strict: fc.boolean() })
      .map((options) => ({
        config: { ...goodConfig, ...options },
      })),
  ),
);
