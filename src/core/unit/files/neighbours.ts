import type { Unit } from '../../juju/event.ts';
import { ifThere, UnitDisk } from '../disk/unit-disk.ts';

/**
 * Whether another unit of the application is no more on this machine, though its mark may be: it was removed by force, or
 * its machine's disk was copied. Juju keeps a folder for each unit's agent, which goes with the unit. Where this unit's own
 * is not in the usual place, nothing can be told, and nobody has left.
 */
export function hasLeft(root: string, { application, number }: Unit, other: number): boolean {
  const disk = new UnitDisk(root);
  const isHere = (each: number) =>
    ifThere(disk.lstat(`/var/lib/juju/agents/unit-${application}-${each}`))?.isDirectory() === true;
  return isHere(number) && !isHere(other);
}
