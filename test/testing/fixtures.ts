import { Charm } from '../../src/core/charm.ts';
import { stages } from '../../src/core/hooks/hooks.ts';
import type { Plugin } from '../../src/core/hooks/plugin.ts';
import type { ToolResult } from '../../src/core/juju/hook-tools.ts';
import {
  Deployment,
  type DeploymentOptions,
  type FrontEnd,
  type HookResult,
  type HookRun,
  inProcess,
  type Metadata,
} from '../../src/testing/index.ts';

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
      limit: { type: 'int' },
      empty: { type: 'string', default: '' },
    },
  },
  resources: { tool: { type: 'file', filename: 'tool' } },
  actions: { check: { params: { path: { type: 'string', default: '/etc' }, deep: {} } } },
};

export const withPeers: Metadata = { ...metadata, peers: { peers: { interface: 'peers' } } };

export const [zero, one, two] = [
  'backup-integrator/0',
  'backup-integrator/1',
  'backup-integrator/2',
] as const;

/** Publishes the fileset option as it is. */
const publisher: Plugin = {
  name: 'publisher',
  apply({ hooks }) {
    hooks.validateConfig.tap({ name: 'publisher', stage: stages.read }, ({ config, draft }) => {
      const value = config.text('fileset');
      if (value !== undefined) draft.entries = [{ value, line: 1, paths: [value] }];
    });
    hooks.publishRelation.tap('publisher', ({ spec, isLeader, relations }) => {
      if (!isLeader) return;
      for (const relation of relations) relation.publish({ fileset: spec.fileset.join(',') });
    });
  },
};

/** A real charm, whose one plugin publishes the `fileset` option. */
export const charm = new Charm([publisher]);

export const publishing = inProcess(charm);

/** Calls a hook tool: its command line in one text, split at blanks. */
export type CallTool = (line: string, stdin?: string) => ToolResult;

/** A charm that is one function. It returns its exit code, 0 where it returns nothing. */
export function scripted(body: (tool: CallTool, hook: HookRun) => number | undefined): FrontEnd {
  return {
    charmDir: '/charm',
    isParallel: false,
    async run(hook) {
      const tool: CallTool = (line, stdin = '') => {
        const [name = '', ...args] = line.split(' ');
        return hook.tools.run([name, ...args], stdin);
      };
      return { code: body(tool, hook) ?? 0, signal: null, stdout: '', stderr: '' };
    },
    async close() {},
  };
}

/** A charm that does nothing. */
const idle = scripted(() => undefined);

export function deployment(options: Partial<DeploymentOptions> = {}): Deployment {
  return new Deployment({ metadata, frontEnd: idle, ...options });
}

/** `<unit's number> <event>`, and who it is about, of each hook. */
export function names(hooks: readonly HookResult[]): string[] {
  return hooks.map(({ unit, event }) => `${unit.split('/')[1]} ${event}`);
}
