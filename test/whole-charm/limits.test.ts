import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { frontEnds, lay, model, scriptsFolder } from '../support/deployment.ts';

describe.each(frontEnds)('what passes through byte for byte, %s', (_, frontEnd) => {
  it('a path with an emoji, and what yaml.v2 would misread in a script', async () => {
    const deployment = model(frontEnd());
    await deployment.deploy();
    lay(deployment, '/srv/🎉/ünï');
    const script = '#!/bin/sh\n# 🎉 \u007f\u0085\u009f\u2028\u2029\ufeff\ufffe "quoted" \\ $x\n\n';
    await deployment.configure({ fileset: '/srv/🎉/ünï', 'run-after-backup': script });
    await deployment.integrate('bacula-fd');
    const { root, status } = deployment.unit('backup-integrator/0');
    expect(status.status).toBe('active');
    expect(deployment.databag('backup:2')['fileset']).toBe('/srv/🎉/ünï');
    expect(readFileSync(join(root, scriptsFolder, 'run-after-backup'), 'utf8')).toBe(script);
  });

  it('3,000 paths, which is more than one argument can hold', async () => {
    const deployment = model(frontEnd());
    await deployment.deploy();
    const paths = Array.from(
      { length: 3000 },
      (_each, number) => `/srv/${'x'.repeat(40)}/${number}`,
    );
    await deployment.configure({ fileset: paths.join('\n') });
    await deployment.integrate('bacula-fd');
    const { fileset } = deployment.databag('backup:2');
    expect(fileset?.length).toBeGreaterThan(128 * 1024);
    expect(fileset).toBe(paths.join(','));
  });

  it.each([
    ['200 KiB', 200 * 1024],
    ['5 MiB', 5 * 1024 * 1024],
  ])('a script of %s', async (_size, size) => {
    const deployment = model(frontEnd());
    await deployment.deploy();
    const script = `#!/bin/sh\n# ${'é'.repeat(size / 2 - 10)}\n`;
    await deployment.configure({ fileset: '/', 'run-before-backup': script });
    await deployment.integrate('bacula-fd');
    const { root } = deployment.unit('backup-integrator/0');
    const file = join(root, scriptsFolder, 'run-before-backup');
    expect(readFileSync(file, 'utf8') === script).toBe(true);
  });

  it('a fileset of 5 MiB', async () => {
    const deployment = model(frontEnd());
    await deployment.deploy();
    const folder = `/${`${'x'.repeat(249)}/`.repeat(4)}`;
    const paths = Array.from({ length: 5000 }, (_each, number) => `${folder}${number}`);
    await deployment.configure({ fileset: paths.join() });
    await deployment.integrate('bacula-fd');
    expect(deployment.databag('backup:2')['fileset'] === paths.join()).toBe(true);
  });
});
