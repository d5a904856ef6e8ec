import type { FrontEnd } from '../../../src/testing/index.ts';

/** What every machine's disk has before the charm's first hook. */
export interface Machine {
  /** Ends the sentence "Each machine is a temporary folder in place of /, …". */
  readonly description: string;
  /**
   * Lays it in the folder that stands for `/`. Returns the paths of which nobody has said that they exist.
   *
   * @throws UserError where it can't
   */
  layOut(root: string): Promise<readonly string[]>;
}

/**
 * A front end whose machines have their workload before the subordinate's first hook runs next to it.
 *
 * @param assumed - takes the paths that are only assumed to exist
 */
export function onMachines(frontEnd: FrontEnd, machine: Machine, assumed: Set<string>): FrontEnd {
  return {
    ...frontEnd,
    async run(hook) {
      if (hook.event === 'install') {
        for (const each of await machine.layOut(hook.root)) assumed.add(each);
      }
      return frontEnd.run(hook);
    },
  };
}
