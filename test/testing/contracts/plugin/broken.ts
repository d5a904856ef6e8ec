import type { Plugin } from '../../../../src/core/hooks/plugin.ts';
import type { Finding } from '../../../../src/core/problems/problem.ts';
import type { ValidateConfigContext } from '../../../../src/index.ts';
import { backupV0 } from '../../../../src/plugins/relation-publisher/backup-v0.ts';
import { relationPublisher } from '../../../../src/plugins/relation-publisher/relation-publisher.ts';
import { standard } from '../../../../src/plugins/standard.ts';
import { describePlugin, type PluginTrial } from '../../../../src/testing/index.ts';
import { failures } from '../failures.ts';

const publisher = relationPublisher({ format: backupV0 });

export const trial: PluginTrial = {
  config: { fileset: '/srv/*,/etc', 'run-before-backup': '#!/bin/sh\nexit 0\n' },
  secrets: { 'secret:9m4e2mr0ui3e8a215n4g': { password: 'x' } },
  files: { '/srv/a': 'a', '/etc/hosts': '' },
  before: standard().filter(({ name }) => name !== publisher.name),
  after: [publisher],
};

const kind = {
  code: 'broken/found',
  severity: 'warning',
  about: 'It found something.',
  fix: 'leave it',
} as const;
export const found: Finding = {
  code: kind.code,
  severity: kind.severity,
  option: 'fileset',
  message: 'is wrong',
  fix: 'correct it',
};

export const named = (apply: Plugin['apply'], more: Partial<Plugin> = {}): Plugin => ({
  name: 'broken',
  problems: [kind],
  apply,
  ...more,
});

/** A plugin that judges. */
export const judge = (tap: (context: ValidateConfigContext) => void) =>
  named(({ hooks }) => hooks.validateConfig.tap('broken', tap));

export const rules = {
  named: 'has a name, the same one each time',
  alone: 'shares nothing between two of its kind, and fits into a plugin list',
  work: 'has something to work with in this trial',
  fails: 'does not fail, whoever leads and however many relations there are',
  unset: 'copes with a config of which nothing is set',
  kinds: 'reports only the kinds of problem that it lists',
  options: 'reads only the config options that it lists',
  keeps: 'keeps what other plugins have read',
  secret: 'says nothing of what a script or a user secret holds',
  same: 'comes to the same result at any hour, in any process, on any machine',
  timers: 'leaves no timer running',
  late: 'does nothing once its turn is over',
  disk: 'changes no disk but through materializeFiles',
  given: 'changes nothing in materializeFiles but what it is given',
  idle: 'touches nothing in materializeFiles the second time',
  others: 'leaves the files of others alone, and does not fail when the unit goes',
  leader: 'leaves the databags alone where it is not on the leader',
  again: 'publishes and contributes the same the second time',
  holds: 'publishes and contributes what a databag holds',
  clash: 'publishes no key that another plugin publishes',
  actions: 'answers its actions with what Juju takes, or ends them with a reason',
} as const;

/** A rule, what breaks it, and how. */
export type Breakage = readonly [rule: keyof typeof rules, what: string, factory: () => Plugin];

/** Feeds a broken plugin to the contract, and returns whether the rule finds it. */
export async function isFound([rule, , factory]: Breakage): Promise<boolean> {
  const broken = await failures((suite) => describePlugin(suite, factory, trial), [rules[rule]]);
  return broken.length > 0;
}
