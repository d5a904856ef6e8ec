import fc from 'fast-check';
import { attempt } from './harness/attempts.ts';
import { fuzz } from './harness/target.ts';
import { anyText } from './harness/texts.ts';

const variable = fc.constantFrom(
  ...[
    'JUJU_DISPATCH_PATH',
    'JUJU_UNIT_NAME',
    'JUJU_RELATION_ID',
    'JUJU_REMOTE_UNIT',
    'JUJU_RELATION',
  ],
  ...['JUJU_DEPARTING_UNIT', 'JUJU_PRINCIPAL_UNIT', 'JUJU_ACTION_NAME', 'JUJU_REMOTE_APP'],
);
const value = fc.oneof(
  anyText,
  fc.constantFrom(
    'hooks/config-changed',
    'actions/check',
    'actions/',
    'actions/__proto__',
    'hooks/remove',
  ),
  fc.constantFrom('hooks/backup-relation-joined', 'hooks/backup-relation-broken', 'hooks/'),
  fc.constantFrom(
    'backup:0',
    'backup:9',
    'peers:1',
    'backup-integrator/0',
    'a/9007199254740993',
    '../x/0',
  ),
  anyText.map((text) => `actions/${text}`),
);

fuzz(
  'environments',
  attempt(fc.record({ environment: fc.dictionary(variable, value, { minKeys: 1, maxKeys: 4 }) })),
);
