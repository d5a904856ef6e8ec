import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { isClean } from './harness/bconsole.ts';
import { Daemon, execute, freePorts, isListening } from './harness/processes.ts';
import { record } from './harness/record.ts';
import { temporaryFolder } from './harness/site.ts';
import { Stage } from './harness/stage.ts';
import { differences, snapshot, wipe } from './harness/tree.ts';

const s3rver = fileURLToPath(import.meta.resolve('s3rver/bin/s3rver.js'));

/** rclone, with an S3 server on loopback as its remote `s3:`. Larger files go up in parts of 5 MB. */
function rclone(port: number, ...options: readonly string[]): string {
  const remote = {
    TYPE: 's3',
    PROVIDER: 'Other',
    ENDPOINT: `http://127.0.0.1:${port}`,
    ACCESS_KEY_ID: 'S3RVER',
    SECRET_ACCESS_KEY: 'S3RVER',
    FORCE_PATH_STYLE: 'true',
    UPLOAD_CUTOFF: '5M',
    CHUNK_SIZE: '5M',
  };
  const variables = Object.entries(remote).map(
    ([key, value]) => `RCLONE_CONFIG_S3_${key}=${value}`,
  );
  // A proxy or a CA bundle of this machine's would reach rclone too.
  return execute('env', '-i', ...variables, '/usr/bin/rclone', '--config', '', ...options);
}

it('volumes travel to an S3 server and back, and the restore is identical', async () => {
  const [port = 0] = await freePorts(1);
  const server = new Daemon(
    {
      command: process.execPath,
      arguments: [
        s3rver,
        '-d',
        temporaryFolder('s3'),
        '-a',
        '127.0.0.1',
        '-p',
        String(port),
        '--silent',
      ],
    },
    () => isListening(port),
  );
  await server.start();
  await using stage = await Stage.set();
  try {
    const random = stage.world.host('data/random');
    execute('dd', 'if=/dev/urandom', `of=${random}`, 'bs=1M', 'count=12', 'status=none');
    await stage.configure();
    const before = snapshot([stage.data]);
    expect(isClean(await stage.backup())).toBe(true);

    const { volumes } = stage.suite;
    const names = fs.readdirSync(volumes);
    rclone(port, 'mkdir', 's3:volumes');
    rclone(port, 'copy', volumes, 's3:volumes');
    for (const name of names) fs.rmSync(path.join(volumes, name));
    wipe(stage.data);
    expect(rclone(port, 'lsf', 's3:volumes').trim().split('\n')).toEqual(names);
    rclone(port, 'copy', 's3:volumes', volumes);

    const restore = await stage.restore();
    expect(isClean(restore), restore.log).toBe(true);
    expect(differences(before, snapshot([stage.data]))).toEqual([]);
  } finally {
    await server.stop();
  }
  record({
    order: 1.6,
    title: 'Volumes in S3',
    about:
      'Debian’s storage daemon has no cloud driver, so rclone carries its volumes, in parts of 5 MB, to an S3 server (s3rver) and back. The local volumes are deleted in between.',
    columns: ['Saved', 'After the restore'],
    rows: [['a file of 12 MB that does not compress, and a small one', 'identical']],
  });
});
