import fc from 'fast-check';
import { attempt } from './harness/attempts.ts';
import { fuzz } from './harness/target.ts';
import { anyJson, anyText, fileset } from './harness/texts.ts';

const patterns = ['/srv/data/*', '/srv/*/b*', '/srv/**'];
const path = fc.oneof(
  fc.constantFrom(
    '/etc/shadow',
    '/',
    '/srv/data/x',
    '/srv/data/../../etc',
    '/srv/data/x,/etc',
    '//srv/data/x',
  ),
  anyText.map((text) => `/srv/data/${text}`),
  anyText,
);
const said = fc.oneof(
  fc
    .dictionary(fc.oneof(fc.constantFrom(...patterns), anyText), fc.array(path, { maxLength: 5 }))
    .map((word) => JSON.stringify(word)),
  anyJson.map((value) => JSON.stringify(value)),
  anyText,
);
const word = fc.oneof(
  anyText,
  fc
    .record({ digest: anyText, relations: fc.array(fc.oneof(fc.constant('backup:0'), anyText)) })
    .map((value) => JSON.stringify(value)),
);
const databag = (key: string, value: fc.Arbitrary<string>) =>
  fc.tuple(value, fc.dictionary(anyText, anyText, { maxKeys: 2 })).map(([text, other]) => ({
    ...other,
    [key]: text,
  }));

fuzz(
  'peers',
  attempt(
    fc.record({
      config: fc.oneof(
        fc.constant({ fileset: patterns.join(',') }),
        fileset.map((text) => ({ fileset: `${text}\n/srv/data/*` })),
      ),
      peer: databag('globs', said),
      word: databag('published', word),
      provider: databag('ingress-address', anyText),
    }),
  ),
);
