import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { forkOf, runIn } from '../support/fork.ts';

describe('a fork with a wrong composition', () => {
  it.each([
    [
      'new Charm([fileset(), fileset()])',
      'two plugins are named fileset: leave one out, or rename it',
    ],
    [
      "new Charm(replace([fileset()], 'filesets', fileset()))",
      'the list of plugins has no filesets: it has fileset',
    ],
  ])('%s says so in one line, when it starts', (composition, message) => {
    const fork = forkOf('retention');
    try {
      writeFileSync(
        join(fork, 'src/charm.ts'),
        `import { Charm } from './core/charm.ts';
        import { replace } from './core/plugin-list.ts';
        import { fileset } from './plugins/fileset/fileset.ts';
        export const charm = ${composition};`,
      );
      runIn(fork, 'charm/build.ts');
      const { status, stderr } = spawnSync(join(fork, 'build/charm/dispatch'), {
        encoding: 'utf8',
        env: { JUJU_DISPATCH_PATH: 'hooks/config-changed', JUJU_UNIT_NAME: 'app/0' },
      });
      expect(status).toBe(1);
      expect(stderr).toMatch(new RegExp(`^${message}; .*\\n$`));
    } finally {
      rmSync(fork, { recursive: true });
    }
  });
});
