import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

/**
 * What the review for a public listing on Charmhub looks at in a repository.
 *
 * Three of its criteria have no test. `requires-python`, and a lock file of uv or Poetry, are for charms in Python: what
 * stands in their place is tested at the end. That links resolve can only be seen with a network. And the name of the
 * repository, `backup-integrator-operator`, is not in it.
 *
 * @see https://github.com/canonical/charmhub-listing-review
 */
const charmcraftSchema = z.looseObject({
  name: z.string(),
  title: z.string(),
  summary: z.string(),
  description: z.string(),
  links: z.record(z.string(), z.unknown()),
  requires: z.record(z.string(), z.looseObject({})).default({}),
  provides: z.record(z.string(), z.looseObject({})).default({}),
  config: z.object({ options: z.record(z.string(), z.unknown()) }),
  actions: z.record(z.string(), z.looseObject({})),
  parts: z.record(z.string(), z.looseObject({ stage: z.array(z.string()).default([]) })),
});

const read = (file: string) => readFileSync(file, 'utf8');
const charmcraft = charmcraftSchema.parse(parse(read('charmcraft.yaml')));
const { version, scripts, engines, dependencies, devDependencies } = z
  .object({
    version: z.string(),
    scripts: z.record(z.string(), z.string()),
    engines: z.record(z.string(), z.string()),
    dependencies: z.record(z.string(), z.string()),
    devDependencies: z.record(z.string(), z.string()),
  })
  .parse(JSON.parse(read('package.json')));

/** Lower case, digits and single hyphens. */
const slug = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

describe('charmcraft.yaml, at the root,', () => {
  it.each(['title', 'summary', 'description'] as const)('has a %s of its own', (key) => {
    expect(charmcraft[key].trim()).not.toBe('');
    expect(charmcraft[key]).not.toMatch(/Charm Template|very short one-line|single sentence/);
  });

  // A list would be right for charmcraft, and is none for the review.
  it.each(['documentation', 'issues', 'source', 'website'])(
    'has one address as links.%s',
    (key) => {
      expect(charmcraft.links[key]).toEqual(expect.stringMatching(/^https:\/\/\S+$/));
    },
  );

  it('names the charm without the words operator and charm', () => {
    expect(charmcraft.name).toMatch(slug);
    expect(charmcraft.name).not.toMatch(/operator|charm/);
  });

  it.each([
    ['options', Object.keys(charmcraft.config.options)],
    ['actions', Object.keys(charmcraft.actions)],
  ])('names its %s in lower case, with hyphens', (_, names) => {
    expect(names).not.toEqual([]);
    expect(names.filter((name) => !slug.test(name))).toEqual([]);
  });

  it('says of each endpoint that it requires or provides whether it is optional', () => {
    const endpoints = Object.entries({ ...charmcraft.requires, ...charmcraft.provides });
    expect(endpoints).not.toEqual([]);
    const unsaid = endpoints.filter(([, endpoint]) => typeof endpoint['optional'] !== 'boolean');
    expect(unsaid.map(([name]) => name)).toEqual([]);
  });

  it('says of each action that it takes no other parameters, as the default is not the same in Juju 3 and 4', () => {
    const open = Object.entries(charmcraft.actions).filter(
      ([, action]) => action['additionalProperties'] !== false,
    );
    expect(open.map(([name]) => name)).toEqual([]);
  });
});

describe('the icon', () => {
  it('is at the root, and is the one in the charm', () => {
    expect(read('icon.svg')).toBe(read('charm/icon.svg'));
  });

  it('is 100 by 100', () => {
    expect(/<svg [^>]*>/.exec(read('icon.svg'))?.[0]).toMatch(/ width="100" height="100"/);
  });

  it('is named by the part that brings it', () => {
    expect(charmcraft.parts['charm']?.stage).toContain('icon.svg');
  });
});

describe('the repository', () => {
  it.each(['format', 'lint', 'unit', 'integration'])('has the command make %s', (target) => {
    const recipe = new RegExp(`^${target}:.*\\n((?:\\t.*\\n)+)`, 'm').exec(read('Makefile'))?.[1];
    const called = [...(recipe ?? '').matchAll(/npm (?:run )?([\w:]+)/g)].map(([, name]) => name);
    expect(called).not.toEqual([]);
    expect(called.filter((name = '') => !(name in scripts))).toEqual([]);
  });

  it('has the licence Apache 2.0, word for word', () => {
    const digest = createHash('sha512').update(read('LICENSE').trim()).digest('hex');
    expect(digest).toBe(
      'fdae7ed259455ca9fa45939e7f25cbb4de29831cda16d9151de25a5f6e9d9be4' +
        '3b053f4fd3b896026239fca77abce04f543d591c501ecf4ce18c854bc0a51660',
    );
  });

  it.each([
    ['how to report a vulnerability', 'SECURITY.md', /^## Report a vulnerability$/m],
    ['which versions get fixes', 'SECURITY.md', /^## Supported versions$/m],
    ['how to contribute', 'CONTRIBUTING.md', /^## Set up$/m],
    ['how a change gets in', 'CONTRIBUTING.md', /^## How a change gets in$/m],
    ['how it is released', 'CONTRIBUTING.md', /^## Releases$/m],
    ['how people treat each other', 'CODE_OF_CONDUCT.md', /^# /m],
    ['what a reviewer wants to know', '.github/pull_request_template.md', /^## How it was tried$/m],
    ['a first backup, step by step', 'docs/tutorial/first-backup.md', /^# /m],
  ])('says %s', (_, file, heading) => {
    expect(read(file)).toMatch(heading);
  });

  it('says what is new in the form of Keep a Changelog', () => {
    const headings = read('CHANGELOG.md').match(/^##+ .*$/gm) ?? [];
    const kinds = /^### (?:Added|Changed|Deprecated|Removed|Fixed|Security)$/;
    const releases = headings.filter((heading) => !kinds.test(heading));
    const form = /^## (?:\[Unreleased\]|\[\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d)$/;
    expect(releases.filter((heading) => !form.test(heading))).toEqual([]);
    expect(releases.some((heading) => heading.startsWith(`## [${version}] - `))).toBe(true);
  });

  it('has a form for an issue, for what is wrong and for what is missing', () => {
    expect(globSync('.github/ISSUE_TEMPLATE/{bug,wish}.yaml')).toHaveLength(2);
    expect(existsSync('.github/ISSUE_TEMPLATE/config.yml')).toBe(true);
  });

  it('lints and tests each change, with the packed charm too', () => {
    const suites = ['charm', 'e2e', 'bacula'].map((name) => `npm run test:${name}`);
    const steps = ['npm test', 'npm run lint', ...suites];
    expect(steps.filter((step) => !read('.ci/run').includes(step))).toEqual([]);
  });

  it('has what it depends on updated by a bot', () => {
    expect(JSON.parse(read('renovate.json')).extends).toContain('config:recommended');
  });
});

describe('in the place of requires-python and its lock file, the repository', () => {
  it('says which Node it needs', () => {
    expect(engines['node']).toMatch(/^>=\d/);
  });

  it('names one version of each package, and has the lock file of npm', () => {
    const all = { ...dependencies, ...devDependencies };
    expect(Object.values(all).filter((text) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(text))).toEqual(
      [],
    );
    expect(JSON.parse(read('package-lock.json')).version).toBe(version);
  });
});
