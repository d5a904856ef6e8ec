import { parse } from 'yaml';
import { z } from 'zod';
import type { Architecture } from '../project/charmcraft.ts';
import type { CharmFile } from './charm-file.ts';

/** What Juju and `charmcraft analyze` let pass, or find only on the machine. Returns what is wrong; nothing if all is well. */
export function faultsOf(files: readonly CharmFile[], architecture: Architecture): string[] {
  const charm = new Map(files.map((file) => [file.path, file]));
  return [
    ...dispatchFaults(charm, architecture),
    ...yamlFaults(charm, 'metadata.yaml', metadataSchema),
    ...yamlFaults(charm, 'config.yaml', configSchema),
    ...yamlFaults(charm, 'manifest.yaml', manifestSchema(architecture)),
    ...['LICENSE', 'icon.svg', 'sbom.cdx.json']
      .filter((name) => !charm.has(name))
      .map((name) => `no ${name}`),
  ];
}

type Charm = ReadonlyMap<string, CharmFile>;

const metadataSchema = z.looseObject({
  name: z.string(),
  summary: z.string(),
  description: z.string(),
  assumes: z.array(z.unknown()).refine((all) => all.includes('juju >= 3.6'), {
    error: 'does not ask for juju >= 3.6, the oldest that reads what the charm writes',
  }),
});

const configSchema = z.looseObject({ options: z.record(z.string(), z.unknown()) });

function manifestSchema(architecture: Architecture) {
  const base = z.strictObject({
    name: z.string(),
    channel: z.string(),
    architectures: z.tuple([z.literal(architecture)]),
  });
  return z.looseObject({ bases: z.array(base).min(1) });
}

function yamlFaults(charm: Charm, name: string, schema: z.ZodType): string[] {
  const file = charm.get(name);
  if (file === undefined) return [`no ${name}`];
  try {
    const read = schema.safeParse(parse(textOf(file), { version: '1.1' }));
    return read.success ? [] : read.error.issues.map((issue) => `${name}: ${spell(issue)}`);
  } catch (error) {
    return [`${name}: ${error instanceof Error ? error.message : error}`];
  }
}

function spell({ path, message }: z.core.$ZodIssue): string {
  return path.length === 0 ? message : `${path.join('.')}: ${message}`;
}

/** Every file that dispatch's last line names must be there, and start. */
function dispatchFaults(charm: Charm, architecture: Architecture): string[] {
  const dispatch = charm.get('dispatch');
  if (dispatch === undefined) return ['no dispatch'];
  const lines = textOf(dispatch).trimEnd().split('\n');
  const [exec, ...names] = (lines.at(-1) ?? '').split(' ');
  const faults: string[] = [];
  if (lines[0] !== '#!/bin/sh') faults.push('dispatch: does not start with #!/bin/sh');
  if (exec !== 'exec' || names.length === 0) faults.push('dispatch: its last line is no exec');
  for (const file of [
    dispatch,
    ...names.map((name) => charm.get(name.replace('./', '')) ?? name),
  ]) {
    if (typeof file === 'string') faults.push(`dispatch: starts ${file}, which is not there`);
    else faults.push(...startFaults(file, architecture));
  }
  return faults;
}

/** e_machine of an ELF header, elf(5). */
const machines = { amd64: 62, arm64: 183 } as const;
/** glibc 2.35 is that of Ubuntu 22.04, the oldest release that the charm is for. */
const glibcMinor = 35;

function startFaults({ path, mode, content }: CharmFile, architecture: Architecture): string[] {
  const faults = mode === 0o755 ? [] : [`${path}: has no exec bit`];
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const isElf = bytes.subarray(0, 4).equals(Buffer.from('\x7fELF'));
  if (isElf && bytes.readUInt16LE(18) !== machines[architecture]) {
    faults.push(`${path}: is not for ${architecture}`);
  }
  // Symbol versions, which the dynamic linker compares, stand in the file as text.
  const needed = isElf ? bytes.toString('latin1').matchAll(/GLIBC_2\.(\d+)/g) : [];
  const newest = Math.max(0, ...[...needed].map(([, minor]) => Number(minor)));
  if (newest > glibcMinor) {
    faults.push(`${path}: needs glibc 2.${newest}, but Ubuntu 22.04 has 2.${glibcMinor}`);
  }
  return faults;
}

function textOf(file: CharmFile): string {
  return Buffer.from(file.content).toString();
}
