import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { scriptOptions } from '../../../src/core/spec/spec.ts';
import { managedBase } from '../../../src/core/unit/files/managed-tree.ts';
import type { Deployment, LogRecord, Unit } from '../../../src/testing/index.ts';

/** One script file on one unit. */
interface ScriptFile {
  readonly unit: string;
  readonly name: string;
  /** As `ls` would show it in octal: `0700`. */
  readonly mode: string;
  /** `root`, `you` for whoever runs this and is not root, or a number. */
  readonly owner: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** What can be seen of the application at one moment. */
export interface Picture {
  readonly databag: ReadonlyMap<string, string>;
  /** By unit and name. */
  readonly scripts: ReadonlyMap<string, ScriptFile>;
  readonly log: readonly LogRecord[];
}

/** Scripts are listed in the order in which they run. */
const order: readonly string[] = scriptOptions;

/** Absolute path of the folder of scripts, the same on every unit. */
export function scriptsFolder(juju: Deployment): string {
  return path.join(managedBase, 'scripts', juju.application);
}

/** @param units - the units to look at; one that is gone leaves its machine behind */
export function takePicture(juju: Deployment, units: readonly Unit[]): Picture {
  const [relation] = juju.relationIds();
  const scripts = units.flatMap((unit) => scriptsOn(unit, scriptsFolder(juju)));
  return {
    databag: new Map(relation === undefined ? [] : Object.entries(juju.databag(relation))),
    scripts: new Map(scripts.map((script) => [`${script.unit} ${script.name}`, script])),
    log: [...juju.log],
  };
}

function scriptsOn(unit: Unit, managed: string): ScriptFile[] {
  const folder = path.join(unit.root, managed);
  if (lstatSync(folder, { throwIfNoEntry: false }) === undefined) return [];
  const names = readdirSync(folder).sort((a, b) => order.indexOf(a) - order.indexOf(b));
  return names.map((name) => {
    const file = path.join(folder, name);
    const { mode, uid, size } = lstatSync(file);
    return {
      unit: unit.name,
      name,
      mode: (mode & 0o7777).toString(8).padStart(4, '0'),
      owner: ownerOf(uid),
      bytes: size,
      sha256: createHash('sha256').update(readFileSync(file)).digest('hex'),
    };
  });
}

function ownerOf(uid: number): string {
  if (uid === 0) return 'root';
  return uid === process.geteuid?.() ? 'you' : String(uid);
}

/** What became of one key: it came, changed or went. */
export interface Change<T> {
  readonly sign: '+' | '~' | '-';
  readonly key: string;
  /** The new value; of a key that went, the last one. */
  readonly value: T;
}

export function changesBetween<T>(
  before: ReadonlyMap<string, T>,
  after: ReadonlyMap<string, T>,
): Change<T>[] {
  const gone = [...before].filter(([key]) => !after.has(key));
  const others = [...after].filter(
    ([key, value]) => JSON.stringify(before.get(key)) !== JSON.stringify(value),
  );
  return [
    ...others.map(([key, value]) => ({ sign: before.has(key) ? '~' : '+', key, value }) as const),
    ...gone.map(([key, value]) => ({ sign: '-', key, value }) as const),
  ];
}
