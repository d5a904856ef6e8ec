import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** What a script may name as its interpreter and find on any Ubuntu machine. */
const interpreters = ['bin/sh', 'bin/bash', 'usr/bin/env', 'usr/bin/python3'];

/** Temporary folders, each of which stands for the `/` of one machine. */
export class MachineRoots {
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'juju-model-'));
  readonly #roots = new Map<string, string>();

  /** The folder of a machine, made when it is first asked for. */
  of(machine: string): string {
    const known = this.#roots.get(machine);
    if (known !== undefined) return known;
    const root = path.join(this.#folder, `machine-${machine}`);
    for (const interpreter of interpreters) {
      const file = path.join(root, interpreter);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, '#!/bin/sh\nexit 0\n', { mode: 0o755 });
    }
    this.#roots.set(machine, root);
    return root;
  }

  /** The id of a machine that is not there yet. */
  next(): string {
    let machine = 0;
    while (this.#roots.has(String(machine))) machine++;
    return String(machine);
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
