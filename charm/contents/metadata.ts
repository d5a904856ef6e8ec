import { stringify } from 'yaml';
import { type Architecture, basesFor, type Charmcraft } from '../project/charmcraft.ts';

/** The YAML files that Juju reads, by name, made from charmcraft.yaml as charmcraft makes them. */
export function metadataFiles(
  charmcraft: Charmcraft,
  architecture: Architecture,
): Map<string, string> {
  const { config, actions } = charmcraft;
  const files = new Map([['metadata.yaml', yaml(metadata(charmcraft))]]);
  // charmcraft analyze dies of an empty config.yaml, and Juju needs neither.
  if (Object.keys(config.options).length > 0) files.set('config.yaml', yaml(config));
  if (Object.keys(actions).length > 0) files.set('actions.yaml', yaml(actions));
  return files.set('manifest.yaml', yaml({ bases: basesFor(charmcraft, architecture) }));
}

/** Juju's spelling of what charmcraft.yaml says about the charm, without what is empty. */
function metadata(charmcraft: Charmcraft): object {
  const { contact, documentation, issues, source, website } = charmcraft.links;
  const all = {
    name: charmcraft.name,
    'display-name': charmcraft.title,
    summary: charmcraft.summary,
    description: charmcraft.description,
    maintainers: typeof contact === 'string' ? [contact] : contact,
    docs: documentation,
    issues,
    source,
    website,
    subordinate: charmcraft.subordinate || undefined,
    assumes: charmcraft.assumes,
    requires: charmcraft.requires,
    provides: charmcraft.provides,
    peers: charmcraft.peers,
    resources: charmcraft.resources,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => !isEmpty(value)));
}

function isEmpty(value: unknown): boolean {
  return (
    value === undefined || (typeof value === 'object' && Object.keys(value ?? {}).length === 0)
  );
}

/** Quoted for YAML 1.1, which Juju reads: there `yes` and `1:30` are no strings. */
function yaml(value: object): string {
  return stringify(value, { version: '1.1', lineWidth: 100 });
}
