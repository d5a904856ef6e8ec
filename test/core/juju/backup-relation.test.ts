import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backupRelation, difference } from '../../../src/core/juju/backup-relation.ts';
import type { HookTools } from '../../../src/core/juju/hook-tools.ts';
import { idleModel } from '../trial/in-hook.ts';

const id = 'backup:2';
const relationOf = (tools: HookTools) => backupRelation(tools, id, 'backup-integrator');

describe('a backup relation', () => {
  async function related() {
    const { deployment, inHook } = await idleModel();
    await deployment.integrate('bacula-fd');
    deployment.seedDatabag(id, { fileset: '/etc' });
    deployment.seedDatabag(id, { port: '9102' }, 'bacula-fd');
    return inHook;
  }

  it('asks Juju for nothing until it is read', async () => {
    const inHook = await related();
    expect(await inHook((tools) => relationOf(tools).id)).toEqual({ answer: id, calls: [] });
  });

  it('has the name of the provider, and what either end has published, each asked for once', async () => {
    const inHook = await related();
    const { answer, calls } = await inHook((tools) => {
      const relation = relationOf(tools);
      const read = () => [relation.provider(), relation.committed(), relation.application];
      return [read(), read()];
    });
    const once = [{ port: '9102' }, { fileset: '/etc' }, 'bacula-fd'];
    expect(answer).toEqual([once, once]);
    expect(calls).toEqual([
      `relation-list --format=json -r ${id} --app`,
      `relation-get --format=json -r ${id} --app - bacula-fd`,
      `relation-get --format=json -r ${id} --app - backup-integrator`,
    ]);
  });

  it('has as committed what was there when the hook began to read it', async () => {
    const inHook = await related();
    const { answer } = await inHook((tools) => {
      const relation = relationOf(tools);
      relation.committed();
      tools.relationSet(id, 'application', { fileset: '/srv' });
      return relation.committed();
    });
    expect(answer).toEqual({ fileset: '/etc' });
  });
});

describe('difference', () => {
  it('is what has to be set, and what has to go', () => {
    const current = { same: '1', other: '1', old: '1' };
    const wanted = { same: '1', other: '2', more: '3' };
    expect(difference(current, wanted)).toEqual({ changed: ['other', 'more'], stale: ['old'] });
  });

  it('makes the one of the other, and is nothing then', () => {
    const databag = fc.dictionary(fc.constantFrom('a', 'b', 'toString'), fc.string());
    fc.assert(
      fc.property(databag, databag, (current, wanted) => {
        const { changed, stale } = difference(current, wanted);
        const next = new Map(Object.entries(current));
        for (const key of stale) next.delete(key);
        for (const key of changed) next.set(key, wanted[key] ?? '');
        expect(Object.fromEntries(next)).toEqual({ ...wanted });
        expect(difference(wanted, wanted)).toEqual({ changed: [], stale: [] });
      }),
    );
  });
});
