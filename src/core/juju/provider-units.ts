import type { Joined, Unit } from './event.ts';
import type { HookTools } from './hook-tools.ts';

/** Where the units of each provider were seen so far, by relation: on this machine, or elsewhere only. */
export type Seen = Readonly<Record<string, 'here' | 'elsewhere'>>;

/** Keys under which Juju puts a unit's addresses into its databag. */
const addressKeys = ['private-address', 'ingress-address'];

/**
 * Says in the log whether a unit of the provider runs on this machine: only that one can back this unit up. Each is said
 * once. Returns what was seen so far.
 *
 * @param principal - the principal's unit, where this charm is its subordinate
 */
export function noteProviderUnit(
  tools: HookTools,
  { name }: Unit,
  { relation, unit }: Joined,
  principal: string,
  seen: Seen,
): Seen {
  if (seen[relation] === 'here') return seen;
  const [own, other] = [name, unit].map((each) => addressesOf(tools, relation, each));
  if (own?.some((address) => other?.includes(address))) {
    tools.jujuLog('INFO', `${unit} runs on this machine, so it backs this unit up`);
    return { ...seen, [relation]: 'here' };
  }
  if (seen[relation] === undefined) {
    const [provider = ''] = unit.split('/');
    const [next = ''] = principal.split('/');
    tools.jujuLog(
      'WARNING',
      `no unit of ${provider} was seen on this machine so far, and only one that runs here can back this unit up; juju integrate ${provider} ${next || '<principal>'}`,
    );
  }
  return { ...seen, [relation]: 'elsewhere' };
}

function addressesOf(tools: HookTools, relation: string, unit: string): string[] {
  const databag = tools.relationGet(relation, unit);
  return addressKeys.flatMap((key) => databag[key] ?? []);
}
