import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { sockets } from '../../../../src/plugins/fileset/disk/sockets.ts';
import { fileset } from '../../../../src/plugins/fileset/fileset.ts';
import { globs } from '../../../../src/plugins/fileset/globs/globs.ts';
import { check } from '../../../support/check.ts';
import { world } from '../../../support/world.ts';

async function withSocket(): Promise<string> {
  const root = world({ '/run': 'folder', '/run/file': 'file' });
  const server = createServer().listen(join(root, 'run/app.sock'));
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  return root;
}

it('warns of a socket that is listed, as nothing of it is saved', async () => {
  const plugins = [fileset(), globs(), sockets()];
  const root = await withSocket();
  const { lines } = await check(plugins, { fileset: '/run/app.sock,/run/file' }, root);
  expect(lines).toEqual([
    'warning fileset/socket: fileset: "/run/app.sock" is a socket, of which nothing is saved; take it out',
  ]);
});

it('lets the sockets among the matches of a glob be, where they do no harm', async () => {
  const plugins = [fileset(), globs(), sockets()];
  const { lines } = await check(plugins, { fileset: '/run/*' }, await withSocket());
  expect(lines).toEqual([]);
});
