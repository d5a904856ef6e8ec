import { parse } from 'yaml';
import { z } from 'zod';

/** What Juju takes for the name of a charm, an option or an endpoint. */
export const charmName = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
const name = z.string().regex(charmName, 'use small letters, digits and single hyphens');
const named = <Schema extends z.ZodType>(schema: Schema) => z.record(name, schema);

const endpoint = z.looseObject({
  interface: z.string().min(1),
  scope: z.enum(['global', 'container']).exactOptional(),
});

/** Juju takes a default of another type for an error, but only when the charm is deployed. */
const described = { description: z.string().min(1) };
const option = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('string'), default: z.string().exactOptional(), ...described }),
  z.strictObject({
    type: z.literal('boolean'),
    default: z.boolean().exactOptional(),
    ...described,
  }),
  z.strictObject({ type: z.literal('int'), default: z.int().exactOptional(), ...described }),
  z.strictObject({ type: z.literal('float'), default: z.number().exactOptional(), ...described }),
  z.strictObject({ type: z.literal('secret'), default: z.string().exactOptional(), ...described }),
]);

const action = z.looseObject({ ...described, params: named(z.looseObject({})).exactOptional() });
const actionName = name.refine((text) => !text.startsWith('juju-'), 'juju-* belongs to Juju');

const assumption = z.string().regex(/^[a-z0-9-]+(?: (?:>=|<) \d+(?:\.\d+)*)?$/, {
  error: 'write it as in "juju >= 3.6"',
});

const platform = /^(?<name>[a-z]+)@(?<channel>\d+\.\d+):(?<architecture>amd64|arm64)$/;
const url = z.url({ protocol: /^https?$/ });

/**
 * charmcraft.yaml, as far as a machine charm needs it. Strict, so that nothing in it is dropped unseen.
 * The keys are those of https://documentation.ubuntu.com/charmcraft/stable/reference/files/charmcraft-yaml-file/
 */
const charmcraftSchema = z.strictObject({
  type: z.literal('charm'),
  name,
  title: z.string().max(40),
  summary: z.string().max(78),
  description: z.string(),
  links: z
    .strictObject({
      contact: z.union([z.string(), z.array(z.string())]).exactOptional(),
      documentation: url.exactOptional(),
      issues: z.union([url, z.array(url)]).exactOptional(),
      source: z.union([url, z.array(url)]).exactOptional(),
      website: z.union([url, z.array(url)]).exactOptional(),
    })
    .default({}),
  subordinate: z.boolean().default(false),
  assumes: z.array(assumption).default([]),
  requires: named(endpoint).default({}),
  provides: named(endpoint).default({}),
  peers: named(endpoint).default({}),
  resources: named(
    z.strictObject({ type: z.literal('file'), filename: z.string(), ...described }),
  ).default({}),
  config: z.strictObject({ options: named(option) }).default({ options: {} }),
  actions: z.record(actionName, action).default({}),
  platforms: z.record(z.string().regex(platform, 'write it as in "ubuntu@24.04:amd64"'), z.null()),
  parts: named(z.looseObject({})),
});

/** What charmcraft.yaml says. */
export type Charmcraft = z.infer<typeof charmcraftSchema>;

/** The CPU architectures that the charm is packed for, as Juju and Debian name them. */
export const architectures = ['amd64', 'arm64'] as const;
export type Architecture = (typeof architectures)[number];

/** The one of the machine that this runs on. */
export const ownArchitecture: Architecture = process.arch === 'arm64' ? 'arm64' : 'amd64';

/** One entry of manifest.yaml's `bases`. */
export interface Base {
  readonly name: string;
  readonly channel: string;
  readonly architectures: readonly [Architecture];
}

/**
 * Reads the text of charmcraft.yaml. YAML 1.1, as Juju and charmcraft read it.
 *
 * @throws Error that names everything that is wrong in it; a key that is there twice is, too
 */
export function readCharmcraft(text: string): Charmcraft {
  const read = charmcraftSchema.safeParse(parse(text, { version: '1.1' }));
  if (read.success) return read.data;
  throw new Error(`charmcraft.yaml is not right:\n${z.prettifyError(read.error)}`);
}

/** The bases that the charm is for on one architecture, in the order of the file. */
export function basesFor(charmcraft: Charmcraft, architecture: Architecture): Base[] {
  return Object.keys(charmcraft.platforms).flatMap((text) => {
    const base = platform.exec(text)?.groups;
    if (base?.['name'] === undefined || base['channel'] === undefined) return [];
    if (base['architecture'] !== architecture) return [];
    return [{ name: base['name'], channel: base['channel'], architectures: [architecture] }];
  });
}
