import type { Wanted } from './config-file.ts';
import { inTerraform } from './terraform.ts';
import type { Keys, YamlFile } from './yaml-file.ts';
import { isMap, type YamlMap } from './yaml-map.ts';

/** One application's options, and where in the file they are. */
export interface Found {
  readonly application: string;
  readonly values: Readonly<Record<string, unknown>>;
  /** The keys from the top of the file to an option's value. */
  readonly keysOf: (option: string) => Keys;
  /** From there to the value itself. */
  readonly below?: Keys;
  readonly isBundle: boolean;
  /** Whether a value is only known where the file is used. */
  isExpression(value: unknown): boolean;
}

const noExpression = () => false;

const applicationName = /^[a-z][a-z0-9]*(?:-[a-z0-9]*[a-z][a-z0-9]*)*$/;
const shape = "an application's name and, below it, its options";
const forms = `a config is what juju config prints, a bundle, Terraform's JSON, or ${shape}`;

/**
 * Finds the options of the charm's applications in a file, whose shape tells its form: what `juju config` prints, a
 * bundle, Terraform's JSON, or what `juju config --file` takes. Only a bundle and Terraform's JSON have several.
 *
 * @throws UserError where it has none of these, or not the application
 */
export function findOptions(yaml: YamlFile, wanted: Wanted): readonly Found[] {
  const [content, ...others] = yaml.contents;
  if (!isMap(content) || Object.keys(content).length === 0) throw yaml.failure(forms);
  const { applications, settings } = content;
  if (isMap(applications) && Object.values(applications).every(isMapOrNothing)) {
    return inBundle(yaml, wanted);
  }
  if (others.length > 0) {
    throw yaml.failure(`has ${yaml.contents.length} YAML documents, which only a bundle may have`);
  }
  const isPrinted = 'application' in content || 'charm' in content;
  if (isMap(settings) && (isPrinted || Object.values(settings).every(isMap))) {
    return [inPrinted(yaml, content, settings, wanted)];
  }
  return inTerraform(yaml, content, wanted) ?? [inMap(yaml, content, wanted)];
}

/** What `juju config APP` prints: for each option its type, its description, and its value where it has one. */
function inPrinted(yaml: YamlFile, content: YamlMap, settings: YamlMap, wanted: Wanted): Found {
  const application =
    'application' in content
      ? String(content['application'])
      : (wanted.application ?? wanted.metadata.name);
  if (wanted.application !== undefined && wanted.application !== application) {
    throw yaml.failure(
      `is of the application ${application}, not of ${wanted.application}`,
      'application',
    );
  }
  checkName(yaml, application, 'application');
  const values = Object.entries(settings).flatMap(([option, setting]) => {
    if (!isMap(setting)) {
      throw yaml.failure(
        `${option} below settings has no value: of its own`,
        ...['settings', option],
      );
    }
    const isSet = setting['source'] !== 'default' && setting['source'] !== 'unset';
    return isSet && 'value' in setting ? [[option, setting['value']] as const] : [];
  });
  const keysOf = (option: string) => ['settings', option];
  return {
    application,
    values: Object.fromEntries(values),
    keysOf,
    below: ['value'],
    isBundle: false,
    isExpression: noExpression,
  };
}

/** Later documents are overlays: they change options of the first. */
function inBundle(yaml: YamlFile, { metadata, application: asked }: Wanted): Found[] {
  const parts = yaml.contents.map((content) =>
    isMap(content) && isMap(content['applications']) ? content['applications'] : {},
  );
  const [first = {}] = parts;
  const names = Object.keys(first);
  const candidates =
    asked === undefined
      ? names.filter((name) => name === metadata.name || charmOf(first[name]) === metadata.name)
      : names.filter((name) => name === asked);
  if (candidates.length === 0) {
    const what = asked ?? `application of the charm ${metadata.name}`;
    throw yaml.failure(`has no ${what}: its applications are ${names.join(', ')}`, 'applications');
  }
  return candidates.map((application) => {
    checkName(yaml, application, 'applications', application);
    const options = parts.map((part) => {
      const described = part[application];
      const found = isMap(described) ? (described['options'] ?? {}) : {};
      if (isMap(found)) return found;
      throw yaml.failure(
        `the options of ${application} are no map of names to values`,
        ...['applications', application, 'options'],
      );
    });
    const keysOf = (option: string) => ['applications', application, 'options', option];
    const values = Object.assign({}, ...options);
    return { application, values, keysOf, isBundle: true, isExpression: noExpression };
  });
}

/** What `juju config --file` and `juju deploy --config` take. */
function inMap(yaml: YamlFile, content: YamlMap, { metadata, application: asked }: Wanted): Found {
  const names = Object.keys(content);
  const options = metadata.config?.options ?? {};
  const bare = names.find((name) => Object.hasOwn(options, name) && !isMap(content[name]));
  if (bare !== undefined) {
    throw yaml.failure(`${bare} is an option: write it below its application's name`, bare);
  }
  const candidates = asked === undefined ? names : names.filter((name) => name === asked);
  const [first] = candidates;
  if (first === undefined) throw yaml.failure(`has no ${asked}, only ${names.join(', ')}`);
  const isCharm = candidates.includes(metadata.name);
  if (candidates.length > 1 && !isCharm) throw several(yaml, candidates);
  const application = isCharm ? metadata.name : first;
  checkName(yaml, application, application);
  const values = content[application];
  if (!isMap(values)) {
    throw yaml.failure(`has no options below ${application}: ${forms}`, application);
  }
  return {
    application,
    values,
    keysOf: (option) => [application, option],
    isBundle: false,
    isExpression: noExpression,
  };
}

/** What is wrong where one application is wanted. */
export function several(yaml: YamlFile, names: readonly string[]) {
  return yaml.failure(
    `has several applications: ${names.join(', ')}; choose one with --application NAME`,
  );
}

function checkName(yaml: YamlFile, name: string, ...keys: readonly string[]): void {
  if (applicationName.test(name)) return;
  throw yaml.failure(`${JSON.stringify(name)} is no application's name: ${forms}`, ...keys);
}

/** `ch:name`, `./folder/name_1.0.0_amd64.charm` and `local:name-3` are the charm `name`. */
function charmOf(application: unknown): string | undefined {
  if (!isMap(application) || typeof application['charm'] !== 'string') return undefined;
  const [name = ''] = application['charm'].replace(/^[a-z]+:/, '').match(/[^/]+\/*$/) ?? [];
  return name.replace(/(?:_.*|-\d+)?(?:\.charm)?\/*$/, '');
}

function isMapOrNothing(value: unknown): boolean {
  return value === null || isMap(value);
}
