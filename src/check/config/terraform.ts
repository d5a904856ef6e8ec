import type { Wanted } from './config-file.ts';
import type { Found } from './forms.ts';
import type { Keys, YamlFile } from './yaml-file.ts';
import { isMap, type YamlMap } from './yaml-map.ts';

/** A resource `juju_application` of Terraform's provider for Juju, and where it stands. */
interface Resource {
  readonly label: string;
  readonly values: YamlMap;
  readonly keys: Keys;
}

/**
 * The options of the charm's applications in Terraform's JSON: a configuration (`*.tf.json`), or what
 * `terraform show -json` prints of a plan or a state. Undefined where it is neither.
 *
 * @throws UserError where it has no application of the charm
 * @see https://developer.hashicorp.com/terraform/language/syntax/json
 * @see https://developer.hashicorp.com/terraform/internals/json-format
 */
export function inTerraform(
  yaml: YamlFile,
  content: YamlMap,
  { metadata, application: asked }: Wanted,
): Found[] | undefined {
  const isConfiguration = isMap(content['resource']);
  const resources = isConfiguration
    ? configured(content['resource'])
    : ['planned_values', 'values'].flatMap((key) => {
        const top = content[key];
        return isMap(top) ? planned(top['root_module'], [key, 'root_module']) : [];
      });
  const isTerraform = isConfiguration || 'terraform_version' in content;
  if (!isTerraform) return undefined;
  const named = resources.map((resource) => ({ ...resource, name: nameOf(resource) }));
  const own = named.filter(({ name, values }) =>
    asked === undefined ? charmOf(values) === metadata.name : name === asked,
  );
  if (own.length === 0) {
    const names = named.map(({ name }) => name).join(', ') || 'none';
    const what = asked ?? `application of the charm ${metadata.name}`;
    throw yaml.failure(`has no ${what}: its applications are ${names}`);
  }
  return own.map(({ name, values, keys }) => ({
    application: name,
    values: isMap(values['config']) ? values['config'] : {},
    keysOf: (option) => [...keys, 'config', option],
    isBundle: false,
    isExpression: (value) =>
      isConfiguration && typeof value === 'string' && /(?<![$%])[$%]\{/.test(value),
  }));
}

const type = 'juju_application';

function configured(resource: unknown): Resource[] {
  const all = isMap(resource) ? resource[type] : undefined;
  if (!isMap(all)) return [];
  return Object.entries(all).flatMap(([label, block]) => {
    const keys = ['resource', type, label];
    // A block may be written as a list of its occurrences.
    return blocks(block).map(({ values, at }) => ({ label, values, keys: [...keys, ...at] }));
  });
}

function planned(module: unknown, keys: Keys): Resource[] {
  if (!isMap(module)) return [];
  const resources = Array.isArray(module['resources']) ? module['resources'] : [];
  const children = Array.isArray(module['child_modules']) ? module['child_modules'] : [];
  return [
    ...resources.flatMap((resource: unknown, index) =>
      isMap(resource) && resource['type'] === type && isMap(resource['values'])
        ? [
            {
              label: String(resource['name']),
              values: resource['values'],
              keys: [...keys, 'resources', index, 'values'],
            },
          ]
        : [],
    ),
    ...children.flatMap((child: unknown, index) =>
      planned(child, [...keys, 'child_modules', index]),
    ),
  ];
}

function nameOf({ label, values }: Resource): string {
  return typeof values['name'] === 'string' ? values['name'] : label;
}

function charmOf(values: YamlMap): unknown {
  return blocks(values['charm'])[0]?.values['name'];
}

function blocks(value: unknown): { readonly values: YamlMap; readonly at: Keys }[] {
  if (isMap(value)) return [{ values: value, at: [] }];
  if (!Array.isArray(value)) return [];
  return value.flatMap((each: unknown, index) =>
    isMap(each) ? [{ values: each, at: [index] }] : [],
  );
}
