import type { Model } from './model.ts';

/** What Juju itself writes into a unit's databag. Units on one machine have one address. */
export function addressesOf(model: Model, unit: string): Readonly<Record<string, string>> {
  const machine = model.units.get(unit)?.machine ?? model.remoteMachines.get(unit);
  const address =
    machine === undefined ? `10.1.0.${unit.split('/')[1]}` : `10.0.0.${Number(machine) + 10}`;
  return {
    'egress-subnets': `${address}/32`,
    'ingress-address': address,
    'private-address': address,
  };
}
