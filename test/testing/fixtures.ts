import { Charm } from '../../src/core/charm.ts';
import type { Plugin } from '../../src/core/plugin.ts';
import { Deployment, type FrontEnd, inProcess, type Metadata } from '../../src/testing/index.ts';

export const metadata: Metadata = {
  name: 'backup-integrator',
  subordinate: true,
  requires: {
    backup: { interface: 'backup' },
    'juju-info': { interface: 'juju-info', scope: 'container' },
  },
  config: {
    options: {
      fileset: { type: 'string' },
      strict: { type: 'boolean', default: false },
    },
  },
  resources: { tool: { type: 'file', filename: 'tool' } },
  actions: { check: { params: { path: { type: 'string', default: '/etc' }, deep: {} } } },
};

/** Publishes the fileset option as it is. */
const publisher: Plugin = {
  name: 'publisher',
  apply({ hooks }) {
    hooks.validateConfig.tap('publisher', ({ config, draft }) => {
      const value = config.text('fileset');
      if (value !== undefined) draft.entries = [{ value, line: 1, paths: [value] }];
    });
    hooks.publishRelation.tap('publisher', ({ spec, isLeader, relations }) => {
      if (!isLeader) return;
      for (const relation of relations) {
        relation.replace({ fileset: spec.fileset.join(',') });
      }
    });
  },
};

/** A charm that publishes its `fileset` option, and does nothing else. */
export const charm = new Charm([publisher]);

export function deployment(frontEnd: FrontEnd = inProcess(charm)): Deployment {
  return new Deployment({ metadata, frontEnd });
}
