import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Deployment, FrontEnd } from '../../../../src/testing/index.ts';
import { frontEnds, model, statuses, writes } from '../../../support/deployment.ts';
import { contribution, one, published, put, two, zero } from '../../../support/units.ts';

/** Three units with a provider; unit 0 leads. */
async function three(frontEnd?: FrontEnd): Promise<Deployment> {
  const deployment = model(frontEnd);
  await deployment.deploy(3);
  await deployment.integrate('bacula-fd');
  return deployment;
}

const allActive = { [zero]: 'active: ', [one]: 'active: ', [two]: 'active: ' };

describe('the union', () => {
  it('has what any unit has, with the literal paths, sorted and each once', async () => {
    const deployment = await three();
    put(deployment, zero, '/srv/b.sql', '/srv/both.sql', '/etc/a');
    put(deployment, one, '/srv/a.sql', '/srv/both.sql', '/etc/a');
    put(deployment, two, '/srv/z.sql', '/etc/a');
    await deployment.configure({ fileset: '/etc/a,/srv/*.sql' });
    expect(published(deployment)).toEqual([
      '/etc/a',
      '/srv/a.sql',
      '/srv/b.sql',
      '/srv/both.sql',
      '/srv/z.sql',
    ]);
    expect(statuses(deployment)).toEqual(allActive);
  });

  it('is the same whichever unit leads, and is then not written again', async () => {
    const deployment = await three();
    put(deployment, one, '/srv/b/x');
    put(deployment, two, '/srv/a/x');
    await deployment.configure({ fileset: '/srv/{b,a}*/*' });
    expect(published(deployment)).toEqual(['/srv/a/x', '/srv/b/x']);
    for (const leader of [two, one, zero]) {
      expect(writes(await deployment.setLeader(leader))).toEqual([]);
    }
  });

  it("is made of each unit's own databag, which names the patterns that it answers", async () => {
    const deployment = await three();
    put(deployment, one, '/srv/a');
    await deployment.configure({ fileset: '/etc,/srv/{a*,b*,c},/srv/?' });
    expect(contribution(deployment, one)).toBe(
      '{"/srv/?":["/srv/a"],"/srv/a*":["/srv/a"],"/srv/b*":[]}',
    );
    expect(contribution(deployment, two)).toBe('{"/srv/?":[],"/srv/a*":[],"/srv/b*":[]}');
  });

  it('is published in every relation', async () => {
    const deployment = await three();
    put(deployment, two, '/srv/a');
    await deployment.configure({ fileset: '/srv/*' });
    await deployment.integrate('other-provider');
    const databags = deployment.relationIds().map((id) => deployment.databag(id));
    expect(databags).toEqual([{ fileset: '/srv/a' }, { fileset: '/srv/a' }]);
  });

  it('is ready before there is a relation', async () => {
    const deployment = model();
    await deployment.deploy(2);
    put(deployment, one, '/srv/a');
    await deployment.configure({ fileset: '/srv/*' });
    expect(contribution(deployment, one)).toBe('{"/srv/*":["/srv/a"]}');
    await deployment.integrate('bacula-fd');
    expect(published(deployment)).toEqual(['/srv/a']);
  });
});

it.each(frontEnds)('the whole life of a glob, %s', async (_, frontEnd) => {
  const deployment = await three(frontEnd());
  put(deployment, zero, '/srv/🎉', '/srv/0');
  put(deployment, one, '/srv/1', '/srv/\u0085');
  put(deployment, two, '/srv/2');
  await deployment.configure({ fileset: '/srv/*' });
  expect(published(deployment)).toEqual(['/srv/0', '/srv/1', '/srv/2', '/srv/🎉']);
  expect(deployment.unit(zero).status.message).toContain('"/srv/🎉" has U+1F389');
  expect(deployment.unit(two).status.message).toBe('');
  expect(deployment.unit(one).status.message).toContain('"/srv/\\u{85}" has U+0085');

  await deployment.configure({ fileset: '/srv/?' });
  await deployment.removeUnit(two);
  expect(published(deployment)).toEqual(['/srv/0', '/srv/1', '/srv/🎉']);

  await deployment.configure({ fileset: '/srv' });
  await deployment.updateStatus();
  expect(published(deployment)).toEqual(['/srv']);
  expect(contribution(deployment, one)).toBe(undefined);
});

describe('what a unit says of its disk', () => {
  it('no match anywhere is an error on the leader, and keeps what was published', async () => {
    const deployment = await three();
    for (const { name } of deployment.units) put(deployment, name, '/srv/a');
    await deployment.configure({ fileset: '/srv/a' });
    await deployment.configure({ fileset: '/srv/*.sql' });
    expect(deployment.unit(zero).status).toEqual({
      status: 'blocked',
      message:
        'fileset: "/srv/*.sql" matches nothing on any unit; correct it, or list the folder that will hold the files; last good config stays',
    });
    expect(published(deployment)).toEqual(['/srv/a']);
  });

  it.each([zero, one, two])('no match but on %s is fine on all', async (unit) => {
    const deployment = await three();
    put(deployment, unit, '/srv/a.sql');
    await deployment.configure({ fileset: '/srv/*.sql' });
    expect(published(deployment)).toEqual(['/srv/a.sql']);
    expect(statuses(deployment)).toEqual(allActive);
  });

  it('warns of an alternative that no unit has, and not of one that another unit has', async () => {
    const deployment = await three();
    put(deployment, zero, '/srv/a1');
    put(deployment, one, '/srv/b1');
    await deployment.configure({ fileset: '/srv/{a,b,c}*' });
    expect(statuses(deployment)).toEqual({
      ...allActive,
      [zero]:
        'active: warning: fileset: "/srv/c*" (from "/srv/{a,b,c}*") matches nothing on any unit; take it out if that is as it should be',
    });
  });

  it('does not warn of a path that only another unit has, but of a literal one that is missing', async () => {
    const deployment = await three();
    put(deployment, one, '/srv/a.sql');
    await deployment.configure({ fileset: '/srv/*.sql,/srv/data' });
    const missing =
      'active: warning: fileset: "/srv/data" does not exist on this unit; create it before the next backup, or correct the path';
    expect(statuses(deployment)).toEqual({ [zero]: missing, [one]: missing, [two]: missing });
    expect(published(deployment)).toEqual(['/srv/a.sql', '/srv/data']);
  });

  it('warns of a path below another one on the unit that has that one, and on no other', async () => {
    const deployment = await three();
    put(deployment, zero, '/srv/other');
    put(deployment, one, '/srv/data/y');
    await deployment.configure({ fileset: '/srv/data/x,/srv/*' });
    const below = deployment.log.filter(({ message }) =>
      message.includes('"/srv/data/x" is below "/srv/data"'),
    );
    expect(below.map(({ unit, level }) => [unit, level])).toEqual([[one, 'WARNING']]);
  });
});

describe.each([
  ['that backup-v0 cannot carry', 'bad name', '"/srv/bad name" has a space'],
  ['that is not UTF-8', Buffer.from([0xe9]), '"/srv/\ufffd" (from "/srv/*") has a name'],
])('a match %s', (_, name, reason) => {
  it.each([
    ['on the leader', zero],
    ['on another unit', one],
  ])('%s blocks that unit, with the name, and nothing else is left out', async (_where, unit) => {
    const deployment = await three();
    put(deployment, zero, '/srv/a');
    put(deployment, one, '/srv/b');
    const folder = Buffer.from(`${join(deployment.unit(unit).root, 'srv')}/`);
    writeFileSync(Buffer.concat([folder, Buffer.from(name)]), '');
    await deployment.configure({ fileset: '/srv/*', 'run-after-backup': '#!/bin/sh\n' });
    expect(published(deployment)).toEqual(['/srv/a', '/srv/b']);
    expect(statuses(deployment)).toEqual({
      ...allActive,
      [unit]: expect.stringContaining(`blocked: fileset: ${reason}`),
    });

    put(deployment, unit, '/srv/c');
    await deployment.updateStatus();
    expect(published(deployment)).toEqual(['/srv/a', '/srv/b', '/srv/c']);
  });
});

it('with nothing but such matches, what was published last stays', async () => {
  const deployment = await three();
  for (const { name } of deployment.units) put(deployment, name, '/etc/a');
  await deployment.configure({ fileset: '/etc/a' });
  put(deployment, zero, '/srv/bad name');
  put(deployment, one, '/srv/worse name');
  await deployment.configure({ fileset: '/srv/*' });
  expect(published(deployment)).toEqual(['/etc/a']);
  expect(statuses(deployment)).toEqual({
    [zero]: expect.stringMatching(/^blocked: .*bad name/),
    [one]: expect.stringMatching(/^blocked: .*worse name/),
    [two]: 'active: ',
  });
});

it('a path of the config that backup-v0 cannot carry stays an error for all, also where a glob finds it', async () => {
  const deployment = await three();
  put(deployment, one, '/srv/a b', '/srv/c');
  await deployment.configure({ fileset: '/srv/a b,/srv/*' });
  for (const { status } of deployment.units) expect(status.status).toBe('blocked');
  expect(published(deployment)).toEqual([]);
});
