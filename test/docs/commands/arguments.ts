import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { repository } from './blocks.ts';

const { actions } = parse(readFileSync(join(repository, 'charm/charmcraft.yaml'), 'utf8'));
const ajv = new Ajv({ strict: false });

/** What Juju would have against an action with these parameters, going by charmcraft.yaml. */
export function fits(action: string, parameters: Readonly<Record<string, unknown>>): string[] {
  if (!Object.hasOwn(actions, action)) return [`there is no action ${action}`];
  const { params: properties = {}, required = [], additionalProperties } = actions[action];
  const schema = { type: 'object', properties, required, additionalProperties };
  if (ajv.validate(schema, parameters)) return [];
  return (ajv.errors ?? []).map(({ instancePath, message = '' }) => `${instancePath} ${message}`);
}
