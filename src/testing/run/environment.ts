import { randomBytes } from 'node:crypto';
import type { HookContext } from './hook-context.ts';

const modelId = '6f1c1e0e-8d0a-4d51-8f0c-9b7c5a1d2e3f';

/** JUJU_CONTEXT_ID of a new hook. */
export function contextId({ unit, event }: HookContext): string {
  return `${unit.name}-${event.name}-${randomBytes(16).toString('hex')}`;
}

/** The variables that Juju's agent gives every hook, but for PATH and the agent's socket. */
export function hookEnvironment(context: HookContext, id: string): Record<string, string> {
  const { model, unit, event, charmDir } = context;
  return {
    CHARM_DIR: charmDir,
    JUJU_CHARM_DIR: charmDir,
    JUJU_CONTEXT_ID: id,
    JUJU_HOOK_NAME: event.kind === 'action' ? '' : event.name,
    JUJU_DISPATCH_PATH: `${event.kind === 'action' ? 'actions' : 'hooks'}/${event.name}`,
    JUJU_AGENT_SOCKET_NETWORK: 'unix',
    JUJU_UNIT_NAME: unit.name,
    JUJU_MODEL_UUID: modelId,
    JUJU_MODEL_NAME: 'test',
    JUJU_API_ADDRESSES: '10.0.0.1:17070',
    JUJU_MACHINE_ID: unit.machine,
    JUJU_PRINCIPAL_UNIT: unit.principal ?? '',
    JUJU_AVAILABILITY_ZONE: '',
    JUJU_VERSION: `${model.version}.0`,
    CLOUD_API_VERSION: '',
    JUJU_CHARM_HTTP_PROXY: '',
    JUJU_CHARM_HTTPS_PROXY: '',
    JUJU_CHARM_FTP_PROXY: '',
    JUJU_CHARM_NO_PROXY: '',
    ...(model.version === '3.6' ? { JUJU_SLA: 'unsupported' } : {}),
    DEBIAN_FRONTEND: 'noninteractive',
    APT_LISTCHANGES_FRONTEND: 'none',
    LANG: 'C.UTF-8',
    TERM: 'tmux-256color',
    ...eventVariables(context),
  };
}

function eventVariables({ event }: HookContext): Record<string, string> {
  switch (event.kind) {
    case 'hook':
      return {};
    case 'secret':
      return { JUJU_SECRET_ID: event.secret, JUJU_SECRET_LABEL: '' };
    case 'action':
      return {
        JUJU_ACTION_NAME: event.name,
        JUJU_ACTION_UUID: event.task.id,
        JUJU_ACTION_TAG: `action-${event.task.id}`,
      };
    case 'relation': {
      const { endpoint, number, application, unit = '', departing } = event.relation;
      return {
        JUJU_RELATION: endpoint,
        JUJU_RELATION_ID: `${endpoint}:${number}`,
        JUJU_REMOTE_APP: application,
        JUJU_REMOTE_UNIT: unit,
        ...(departing === undefined ? {} : { JUJU_DEPARTING_UNIT: departing }),
      };
    }
  }
}
