import { join, resolve } from 'node:path';
import { Charm } from '../../src/core/charm.ts';
import { bundledValidators, standard } from '../../src/plugins/standard.ts';
import type { Metadata } from '../../src/testing/index.ts';

/**
 * The charm as it comes, whatever list `src/charm.ts` has: what these tests say of its behaviour is true in a fork too.
 */
export const charm = new Charm(standard(), bundledValidators);

/** Where `npm test` and `npm run test:charm` build it. */
export const standardCharmDir = resolve(import.meta.dirname, '../../build/standard');

/** What starts a site plugin for a charm that runs in a test's own process: the built charm, as on a unit. */
export const sitePlugins = [
  join(standardCharmDir, 'backup-integrator'),
  'run-site-plugin',
] as const;

const text = { type: 'string' };

/** What Juju has to know of it. */
export const metadata = {
  name: 'backup-integrator',
  subordinate: true,
  requires: {
    backup: { interface: 'backup' },
    'juju-info': { interface: 'juju-info', scope: 'container' },
  },
  peers: { peers: { interface: 'backup-integrator' } },
  config: {
    options: {
      fileset: text,
      'run-before-backup': text,
      'run-after-backup': text,
      'run-before-restore': text,
      'run-after-restore': text,
      'script-environment': { type: 'secret' },
      'script-timeout': text,
      'clean-up-on-failure': { type: 'boolean', default: false },
      'expect-backup-every': text,
      'metrics-file': text,
      strict: { type: 'boolean', default: false },
      plugins: text,
      'site-plugins-unprivileged': { type: 'boolean', default: false },
    },
  },
  actions: {
    check: {
      params: {
        fileset: text,
        'run-before-backup': text,
        'run-after-backup': text,
        'run-before-restore': text,
        'run-after-restore': text,
        plugins: text,
        strict: { type: 'boolean' },
        size: { type: 'boolean', default: false },
        deep: { type: 'boolean', default: false },
        seconds: { type: 'integer', default: 60, minimum: 1, maximum: 3600 },
      },
    },
    'show-spec': {},
    'run-script': { params: { name: text, seconds: { type: 'integer', default: 600 } } },
    rehearse: { params: { seconds: { type: 'integer', default: 600 } } },
  },
  resources: { 'site-plugins': { type: 'file', filename: 'site-plugins.mjs' } },
} as const satisfies Metadata;
