import { describe, expect, it } from 'vitest';
import type { Deployment } from '../../../../src/testing/index.ts';
import { model, statuses, writes } from '../../../support/deployment.ts';
import { drop, one, published, put, two, watched, zero } from '../../../support/units.ts';

const allActive = { [zero]: 'active: ', [one]: 'active: ', [two]: 'active: ' };

/** Three units, each with a match of its own, and a provider; unit 0 leads. */
async function three(frontEnd = watched(), fileset = '/srv/*'): Promise<Deployment> {
  const deployment = model(frontEnd);
  await deployment.deploy(3);
  await deployment.integrate('bacula-fd');
  put(deployment, zero, '/srv/0');
  put(deployment, one, '/srv/1');
  put(deployment, two, '/srv/2');
  await deployment.configure({ fileset });
  return deployment;
}

/** `three`, with every list of paths that the provider has seen since. */
async function threeSeen(down: ReadonlySet<string> = new Set(), fileset?: string) {
  const seen: string[] = [];
  const see = () => seen.push(published(deployment).toSorted().join());
  let watch = () => {};
  const deployment = await three(
    watched(down, () => watch()),
    fileset,
  );
  watch = see;
  const seenSoFar = () => {
    see();
    return [...new Set(seen)];
  };
  return { deployment, seenSoFar };
}

const waitsFor = (units: string) =>
  `active: warning: fileset: what its globs match on ${units} is not known yet; see juju status, or wait for the next hook there`;

describe('a file that comes or goes', () => {
  it.each([zero, one])('on %s is seen at the next update-status', async (unit) => {
    const deployment = await three();
    put(deployment, unit, '/srv/new');
    await deployment.updateStatus();
    expect(published(deployment)).toEqual(['/srv/0', '/srv/1', '/srv/2', '/srv/new']);
    drop(deployment, unit, '/srv/new');
    await deployment.updateStatus();
    expect(published(deployment)).toEqual(['/srv/0', '/srv/1', '/srv/2']);
    expect(writes(await deployment.updateStatus())).toEqual([]);
  });

  it('on two units at once is seen once', async () => {
    const deployment = await three();
    put(deployment, one, '/srv/new');
    put(deployment, two, '/srv/new', '/srv/newer');
    await deployment.updateStatus();
    expect(published(deployment)).toEqual(['/srv/0', '/srv/1', '/srv/2', '/srv/new', '/srv/newer']);
  });
});

describe('a unit that comes or goes', () => {
  it('takes its matches with it, but not those that another has', async () => {
    const deployment = await three();
    put(deployment, one, '/srv/2', '/srv/only');
    await deployment.updateStatus();
    await deployment.removeUnit(one);
    expect(published(deployment)).toEqual(['/srv/0', '/srv/2']);
  });

  it('brings its matches', async () => {
    const deployment = await three();
    await deployment.addUnit({ machine: '7' });
    put(deployment, 'backup-integrator/3', '/srv/3');
    await deployment.updateStatus('backup-integrator/3');
    expect(published(deployment)).toEqual(['/srv/0', '/srv/1', '/srv/2', '/srv/3']);
  });

  it('as the leader, leaves to the next one all but its own', async () => {
    let look = () => {};
    const deployment = await three(watched(new Set(), () => look()));
    await deployment.integrate('other-provider');
    const seen = new Set<string>();
    const see = () => {
      const databags = deployment.relationIds().map((id) => deployment.databag(id)['fileset']);
      seen.add(databags.join(' and '));
    };
    look = see;
    await deployment.removeUnit(zero);
    see();
    expect([...seen]).toEqual([
      '/srv/0,/srv/1,/srv/2 and /srv/0,/srv/1,/srv/2',
      '/srv/1,/srv/2 and /srv/1,/srv/2',
    ]);
  });
});

describe('an edit of the fileset', () => {
  it.each([
    ['another pattern', '/srv/*', '/srv/?'],
    ['one pattern less', '/srv/*,/srv/[12]', '/srv/[12],/srv/0'],
    ['a pattern in the place of paths', '/srv/0,/srv/1,/srv/2', '/srv/*'],
    ['a pattern for folders', '/srv/*', '/s*/*'],
  ])('%s: nothing that still matches is dropped meanwhile', async (_, before, after) => {
    const { deployment, seenSoFar } = await threeSeen(new Set(), before);
    expect(seenSoFar()).toEqual(['/srv/0,/srv/1,/srv/2']);
    await deployment.configure({ fileset: after });
    expect(seenSoFar()).toEqual(['/srv/0,/srv/1,/srv/2']);
  });

  it('drops at once what no pattern stands for any more', async () => {
    const { deployment, seenSoFar } = await threeSeen(new Set([]), '/srv/[01],/srv/2*');
    await deployment.configure({ fileset: '/srv/[01]' });
    expect(seenSoFar()).toEqual(['/srv/0,/srv/1,/srv/2', '/srv/0,/srv/1']);
  });

  it('brings what it named, and a glob alone asks for now, once its unit has looked', async () => {
    const { deployment, seenSoFar } = await threeSeen(new Set(), '/srv/?,/srv/9');
    put(deployment, one, '/srv/9');
    await deployment.configure({ fileset: '/srv/?' });
    expect(seenSoFar()).toEqual(['/srv/0,/srv/1,/srv/2,/srv/9', '/srv/0,/srv/1,/srv/2']);
    expect(published(deployment)).toEqual(['/srv/0', '/srv/1', '/srv/2', '/srv/9']);
  });

  it('does not keep what the Python charm published as it was: the pattern itself, and what never was one path', async () => {
    const deployment = await three();
    const [id = ''] = deployment.relationIds();
    put(deployment, zero, '/srv/new');
    deployment.seedDatabag(id, { fileset: '/srv/??*,/srv/a b,/srv/old' });
    const [first] = await deployment.configure({ fileset: '/srv/0,/srv/??*' });
    expect(
      first?.calls.find(({ argv }) => argv.includes('--app') && argv[0] === 'relation-set')?.stdin,
    ).toBe('{"fileset":"/srv/0,/srv/new,/srv/old"}');
  });
});

describe('a unit that is down', () => {
  it('keeps its matches, and holds nothing up', async () => {
    const down = new Set<string>();
    const deployment = await three(watched(down));
    down.add(two);
    put(deployment, one, '/srv/new');
    await deployment.updateStatus();
    expect(published(deployment)).toEqual(['/srv/0', '/srv/1', '/srv/2', '/srv/new']);
    expect(deployment.unit(zero).status).toEqual({ status: 'active', message: '' });
    await deployment.removeUnit(one);
    expect(published(deployment)).toEqual(['/srv/0', '/srv/2']);
  });

  it('is waited for after an edit, with its last matches in place, until it answers', async () => {
    const down = new Set<string>();
    const { deployment, seenSoFar } = await threeSeen(down);
    put(deployment, two, '/old/2');
    await deployment.configure({ fileset: '/srv/*,/old/*' });
    down.add(two);
    put(deployment, zero, '/etc/0');
    await deployment.configure({ fileset: '/srv/?,/etc/*' });
    expect(deployment.unit(zero).status.message).toBe(waitsFor(two).replace('active: ', ''));
    expect(published(deployment).toSorted()).toEqual(['/etc/0', '/srv/0', '/srv/1', '/srv/2']);

    down.clear();
    put(deployment, two, '/etc/2');
    drop(deployment, two, '/srv/2');
    await deployment.resolve(two);
    expect(published(deployment)).toEqual(['/srv/0', '/srv/1', '/etc/0', '/etc/2']);
    expect(statuses(deployment)).toEqual(allActive);
    expect(seenSoFar().every((paths) => paths.includes('/srv/0,/srv/1'))).toBe(true);
  });

  it('keeps a match that the provider may fail on, as any other', async () => {
    const down = new Set<string>();
    const deployment = await three(watched(down));
    put(deployment, two, '/srv/🎉');
    await deployment.updateStatus();
    down.add(two);
    await deployment.configure({ fileset: '/srv/?' });
    expect(published(deployment).toSorted()).toEqual(['/srv/0', '/srv/1', '/srv/2', '/srv/🎉']);
  });

  it('as all the others are, does not keep the leader from publishing its own', async () => {
    const down = new Set<string>();
    const deployment = await three(watched(down), '/etc/0');
    down.add(one).add(two);
    await deployment.configure({ fileset: '/srv/*' });
    expect(published(deployment)).toEqual(['/srv/0']);
    expect(statuses(deployment)[zero]).toBe(waitsFor(`${one}, ${two}`));
  });

  it('does not hide that nobody else has a match', async () => {
    const down = new Set<string>();
    const deployment = await three(watched(down));
    down.add(two);
    await deployment.configure({ fileset: '/none/*' });
    expect(deployment.unit(zero).status.message).toContain('"/none/*" matches nothing on any unit');
    expect(published(deployment)).toEqual(['/srv/0', '/srv/1', '/srv/2']);
  });
});

it('a unit that an error of its own blocks has not answered: its last matches stay', async () => {
  const deployment = await three();
  await deployment.configure({ fileset: '/srv/*,/mnt/*,/etc/0' });
  put(deployment, two, '/mnt/2');
  await deployment.updateStatus();
  await deployment.configure({ strict: true });
  expect(deployment.unit(two).status.status).toBe('blocked');
  expect(published(deployment)).toContain('/srv/2');
});

describe('a change of leader', () => {
  it('writes nothing, whoever leads', async () => {
    const deployment = await three();
    for (const leader of [one, two, zero]) {
      expect(writes(await deployment.setLeader(leader))).toEqual([]);
      put(deployment, leader, `/srv/of-${leader.at(-1)}`);
      await deployment.updateStatus();
      expect(published(deployment)).toContain(`/srv/of-${leader.at(-1)}`);
    }
    expect(published(deployment)).toHaveLength(6);
  });

  it('while a unit is down leaves its matches in place', async () => {
    const down = new Set<string>();
    const { deployment, seenSoFar } = await threeSeen(down);
    down.add(zero);
    deployment.elect(one);
    await deployment.updateStatus();
    expect(seenSoFar()).toEqual(['/srv/0,/srv/1,/srv/2']);
  });
});
