import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Deployment, inProcess } from '../../src/testing/index.ts';
import { metadata } from '../support/deployment.ts';
import { charm } from '../support/standard.ts';

const uri = 'secret:9m4e2mr0ui3e8a215n4g';
const password = 'only the secret has this';
const base = 'opt/backup-integrator-charm';

/** Every option that has something kept on a unit's disk. */
const optional = {
  'run-before-backup': '#!/bin/sh\ndump\n',
  'run-before-restore': '#!/bin/sh\nstop\n',
  'run-after-restore': '#!/bin/sh\nload\n',
  'script-timeout': '1h',
  'clean-up-on-failure': true,
  'expect-backup-every': '26h',
  'metrics-file': '/srv/backup.prom',
  'script-environment': uri,
} as const;
const options = new Map<string, string | boolean>(Object.entries(optional));
const names = [...options.keys()];

type Step =
  | { readonly kind: 'edit'; readonly set: readonly string[]; readonly isValid: boolean }
  | { readonly kind: 'leave' | 'elect' | 'break disk' | 'fix disk'; readonly pick: number }
  | { readonly kind: 'integrate' | 'separate' | 'update status' | 'revoke' | 'grant' };

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant('edit' as const),
      set: fc.subarray(names),
      isValid: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, fc.constant(false)),
    }),
    fc.record({
      kind: fc.constantFrom('leave' as const, 'elect', 'break disk', 'fix disk'),
      pick: fc.nat(5),
    }),
    fc.record({
      kind: fc.constantFrom('integrate' as const, 'separate', 'update status', 'revoke', 'grant'),
    }),
  ),
  { maxLength: 10 },
);

/** What a broken disk has in the place of the charm's folder; the folder itself is next to it meanwhile. */
const broken = (root: string) => {
  const [folder, aside] = [join(root, base), join(root, 'aside')];
  return {
    begin() {
      if (existsSync(aside)) return;
      if (existsSync(folder)) renameSync(folder, aside);
      else writeFileSync(aside, '');
      // Neither a folder, nor anything that a file can be put into, and it is not the charm's to remove.
      rmSync(join(root, 'opt'), { recursive: true, force: true });
      writeFileSync(join(root, 'opt'), '');
    },
    end() {
      if (!existsSync(aside)) return;
      rmSync(join(root, 'opt'));
      rmSync(aside, { recursive: true });
    },
  };
};

async function take(juju: Deployment, step: Step, wasBroken: Set<string>): Promise<void> {
  const unit = 'pick' in step ? juju.units[step.pick % juju.units.length] : undefined;
  const relations = juju.relationIds();
  switch (step.kind) {
    case 'edit': {
      const set = names.map((name) => [
        name,
        step.set.includes(name) ? options.get(name) : undefined,
      ]);
      await juju.configure({ fileset: step.isValid ? '/srv' : 'srv', ...Object.fromEntries(set) });
      return;
    }
    case 'integrate':
      if (relations.length < 2) await juju.integrate('bacula-fd');
      return;
    case 'separate':
      if (relations[0] !== undefined) await juju.removeRelation(relations[0]);
      return;
    case 'update status':
      await juju.updateStatus();
      return;
    case 'revoke':
      juju.secrets.revoke('backup');
      return;
    case 'grant':
      juju.secrets.grant('backup');
      return;
    case 'leave':
      if (unit !== undefined) await juju.removeUnit(unit.name);
      return;
    case 'elect':
      if (unit !== undefined) await juju.setLeader(unit.name);
      return;
    case 'break disk':
      if (unit !== undefined) {
        wasBroken.add(unit.root);
        broken(unit.root).begin();
      }
      return;
    case 'fix disk':
      if (unit !== undefined) broken(unit.root).end();
  }
}

it('leaves nothing but the scripts around a restore, and never gets stuck, in whatever order all goes', async () => {
  await fc.assert(
    fc.asyncProperty(steps, fc.boolean(), async (all, isShared) => {
      await using juju = new Deployment({ metadata, frontEnd: inProcess(charm) });
      juju.secrets.add('backup', { password }, uri);
      juju.secrets.grant('backup');
      await juju.deploy(isShared ? [{ machine: '0' }, { machine: '0' }, { machine: '1' }] : 3);
      for (const { root } of juju.units) mkdirSync(join(root, 'srv'), { recursive: true });
      const roots = new Set(juju.units.map(({ root }) => root));
      const wasBroken = new Set<string>();
      await take(juju, { kind: 'edit', set: names, isValid: true }, wasBroken);
      for (const step of [{ kind: 'integrate' } as const, ...all])
        await take(juju, step, wasBroken);

      for (const { name } of juju.units) {
        await juju.removeUnit(name);
        // A hook that failed on a broken disk is retried; the removal itself never fails.
        for (let tries = 0; tries < 20 && juju.units.some((unit) => unit.name === name); tries++) {
          if (juju.unit(name).failed === undefined) break;
          broken(juju.unit(name).root).end();
          await juju.resolve(name);
        }
      }
      expect(juju.units.map(({ name }) => name)).toEqual([]);
      for (const root of roots) {
        if (wasBroken.has(root)) continue;
        expect(filesBelow(join(root, 'srv'))).toEqual([]);
        const left = filesBelow(join(root, base));
        for (const file of left) {
          expect(basename(file)).toMatch(/^run-(before|after)-restore$/);
          expect(readFileSync(file, 'utf8')).toBe(options.get(basename(file)));
        }
      }
    }),
    { numRuns: 15 },
  );
});

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name));
}
