import { describe, it } from 'vitest';
import { PluginOptions } from '../../../../src/core/validators/plugin-options.ts';
import { bundledValidators, standard } from '../../../../src/plugins/standard.ts';
import { describePlugin, type PluginTrial } from '../../../../src/testing/index.ts';

const suite = { describe, it };

const trial: PluginTrial = {
  configs: [
    { fileset: '/srv/*,/etc,/srv/none', 'run-before-backup': '#!/bin/sh\nexit 0\n' },
    {
      fileset: '/srv/{a,x*},relative,/etc,/etc/hosts,/a;b',
      'run-before-backup': '#!sh\r\n',
      'run-after-restore': 'fi\r\n',
    },
  ],
  files: { '/srv/a': 'a', '/srv/b/c': 'c', '/srv/d e': '', '/etc/hosts': '' },
  elsewhere: { '/srv/a': 'a', '/srv/z': '', '/srv/x;y': '' },
};

for (const place of standard().keys()) {
  describePlugin(suite, () => at(place), {
    ...trial,
    before: standard().slice(0, place),
    after: standard()
      .slice(place + 1)
      .filter(({ name }) => name === 'relation-publisher'),
  });
}

/** What a validator that is bundled can't do without. */
const required: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'protected-paths': { deny: ['/etc/*'] },
  'size-budget': { files: 1 },
};

for (const [name, load] of Object.entries(bundledValidators)) {
  const factory = await load();
  const options = () => new PluginOptions({ name, line: 1 }, required[name]);
  describePlugin(suite, () => factory(options()), { ...trial, before: standard() });
}

function at(place: number) {
  const plugin = standard()[place];
  if (plugin === undefined) throw new Error(`the list has no plugin at ${place}`);
  return plugin;
}
