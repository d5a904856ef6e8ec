import type { ProviderRelation } from './backup-relation.ts';
import type { Joined, Unit } from './event.ts';
import type { HookTools } from './hook-tools.ts';

/**
 * Where the units of each provider were seen so far, by relation: on this machine, or elsewhere only. `missed` is
 * elsewhere only, and it was said that nobody backs this unit up.
 */
export type Seen = Readonly<Record<string, 'here' | 'elsewhere' | 'missed'>>;

/** Keys under which Juju puts a unit's addresses into its databag. */
const addressKeys = ['private-address', 'ingress-address'];

/**
 * Says in the log where a unit of the provider that has joined runs: only one on this machine can back this unit up. Says
 * no more once there is one, and of units elsewhere only the first. Returns what was seen so far.
 */
export function noteProviderUnit(
  tools: HookTools,
  { name }: Unit,
  { relation, unit }: Joined,
  seen: Seen,
): Seen {
  if (seen[relation] === 'here') return seen;
  const [own, other] = [name, unit].map((each) => addressesOf(tools, relation, each));
  if (own?.some((address) => other?.includes(address))) {
    tools.jujuLog('INFO', `${unit} runs on this machine, so it backs this unit up`);
    return { ...seen, [relation]: 'here' };
  }
  if (seen[relation] !== undefined) return seen;
  tools.jujuLog('INFO', `${unit} runs on another machine, so it does not back this unit up`);
  return { ...seen, [relation]: 'elsewhere' };
}

/**
 * Warns in the log, once, of each provider of which all units have had the time to join, and none runs on this machine.
 *
 * @param principal - the principal's unit, where this charm is its subordinate
 */
export function missProviderUnits(
  tools: HookTools,
  relations: readonly ProviderRelation[],
  principal: string,
  seen: Seen,
): Seen {
  const [next] = principal.split('/');
  const missed = relations.filter(({ id }) => seen[id] === 'elsewhere');
  for (const { application } of missed) {
    tools.jujuLog(
      'WARNING',
      `no unit of ${application} runs on this machine, so nobody backs this unit up; juju integrate ${application} ${next || '<principal>'}`,
    );
  }
  return { ...seen, ...Object.fromEntries(missed.map(({ id }) => [id, 'missed' as const])) };
}

function addressesOf(tools: HookTools, relation: string, unit: string): string[] {
  const databag = tools.relationGet(relation, unit);
  return addressKeys.flatMap((key) => databag[key] ?? []);
}
