import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { asProcesses, type FrontEnd, type ProcessOptions } from '../../../src/testing/index.ts';
import { Machine } from './machine.ts';

/** The charm's `dispatch` as a machine's agent starts it: the unit's folder is its `/`, and nothing says that this is a test. */
const dispatchOnMachine = `#!/bin/sh
root=$BACKUP_INTEGRATOR_ROOT
unset BACKUP_INTEGRATOR_ROOT
exec chroot "$root" "$CHARM_DIR/charm/dispatch"
`;

/** The machines of a deployment, by the folders that the Juju model gives its units. */
export class Machines {
  readonly #machines = new Map<string, Machine>();

  of(unit: { readonly root: string }): Machine {
    const known = this.#machines.get(unit.root);
    if (known !== undefined) return known;
    const machine = new Machine(unit.root);
    // The hook tools, their socket and the charm; and the Node that the hook tools run on.
    for (const folder of [os.tmpdir(), path.dirname(process.execPath)]) machine.share(folder);
    this.#machines.set(unit.root, machine);
    return machine;
  }

  /** Runs an unpacked charm on the machines: its processes see a machine's own disk and mounts. */
  charm(unpacked: string, options: Omit<ProcessOptions, 'charmDir'> = {}): FrontEnd {
    const charmDir = fs.mkdtempSync(path.join(os.tmpdir(), 'charm-'));
    fs.cpSync(unpacked, path.join(charmDir, 'charm'), { recursive: true });
    fs.writeFileSync(path.join(charmDir, 'dispatch'), dispatchOnMachine, { mode: 0o755 });
    const frontEnd = asProcesses({ charmDir, ...options });
    return {
      ...frontEnd,
      run: (hook) => {
        this.of(hook);
        return frontEnd.run(hook);
      },
    };
  }

  close(): void {
    for (const machine of this.#machines.values()) machine.close();
    this.#machines.clear();
  }
}
