import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import {
  furthestIsolation,
  type Isolation,
  isolated,
} from '../../../src/core/validators/isolation.ts';
import { runningWith } from '../../support/is-running.ts';

const isRoot = process.getuid?.() === 0;

/** What a shell script prints, line by line, and how it ended. */
function run(script: string, isolation: Isolation, mayRead = true) {
  const [program, ...args] = isolated(['sh', '-c', script], isolation, mayRead);
  const { stdout, status, signal } = spawnSync(program, args, { encoding: 'utf8' });
  return { lines: stdout.trim().split('\n'), status, signal };
}

it('a command that is not kept apart runs as it is', () => {
  expect(isolated(['/bin/true', 'a b'], 'none', false)).toEqual(['/bin/true', 'a b']);
});

it('is found out by trying, and found out once', () => {
  const found = furthestIsolation();
  expect(found === 'none').toBe(!isRoot);
  expect(furthestIsolation()).toBe(found);
});

describe.skipIf(!isRoot).each(['namespaces', 'user'] as const)(
  'a command kept apart by %s',
  (isolation) => {
    it('is run by a user of its own, which may read and nothing else', () => {
      const caps =
        'grep -E "^Cap(Prm|Eff|Bnd|Amb|Inh)|^NoNewPrivs" /proc/self/status | tr -d "\\t"';
      const of = (mayRead: boolean) =>
        run(`id -u; id -g; id -G; ${caps}`, isolation, mayRead).lines;
      const withCaps = (bits: string) => [
        ...['65521', '65521', '65521'],
        ...['Inh', 'Prm', 'Eff', 'Bnd', 'Amb'].map((set) => `Cap${set}:${bits}`),
        'NoNewPrivs:1',
      ];
      expect(of(true)).toEqual(withCaps('0000000000000004'));
      expect(of(false)).toEqual(withCaps('0000000000000000'));
    });

    it('is bounded in what it starts, and lets no file grow', () => {
      const { lines } = run('ulimit -p 2>/dev/null || ulimit -u; ulimit -f', isolation);
      expect(lines).toEqual(['256', '0']);
    });

    it('gets its arguments as they are, and its end is told', () => {
      const [program, ...args] = isolated(['printf', '<%s>', 'a b', '$x', ''], isolation);
      expect(spawnSync(program, args, { encoding: 'utf8' }).stdout).toBe('<a b><$x><>');
      expect(run('exit 7', isolation).status).toBe(7);
    });

    it('ends with whoever has started it', () => {
      const command = isolated(['sleep', '60'], isolation);
      const script = '"$0" "$@" > /dev/null 2>&1 & echo $!; sleep 0.5; kill -9 $$';
      const { stdout } = spawnSync('sh', ['-c', script, ...command], { encoding: 'utf8' });
      const gone = 'for i in $(seq 100); do kill -0 $0 || exit 0; sleep 0.1; done; exit 1';
      expect(spawnSync('sh', ['-c', gone, stdout.trim()]).status).toBe(0);
    });
  },
);

describe.skipIf(!isRoot)('a command in namespaces', () => {
  it('sees no process but its own, no network, and a disk that is read-only throughout', () => {
    const mounts = 'cut -d " " -f 6 /proc/self/mountinfo | grep -c -v "^ro,"';
    const script = `ls /proc | grep -c "^[0-9]"; cut -d: -f1 /proc/net/dev | tail -n +3 | tr -d " "; ${mounts}`;
    const { lines } = run(script, 'namespaces');
    expect(Number(lines[0])).toBeLessThan(8);
    expect(lines.slice(1)).toEqual(['lo', '0']);
  });

  it('takes them along when the first of them ends', () => {
    const mark = `6002.${process.pid}`;
    run(`setsid sleep ${mark} > /dev/null 2>&1 & exit 0`, 'namespaces');
    expect(runningWith(mark)).toEqual([]);
  });

  it('is not run where they can not be had', () => {
    const [program, ...args] = isolated(['echo', 'ran'], 'namespaces');
    const without = ['setpriv', '--bounding-set=-sys_admin', '--inh-caps=-sys_admin', program];
    const { stdout, status } = spawnSync('env', [...without, ...args], { encoding: 'utf8' });
    expect([stdout, status === 0]).toEqual(['', false]);
  });
});
