import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { unzipCharm, zipCharm } from '../../../charm/files/archive.ts';
import { type CharmFile, executableFile, plainFile } from '../../../charm/files/charm-file.ts';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.useRealTimers();
});

const folder = fc.array(fc.stringMatching(/^[a-z][a-z.-]{0,8}$/), { minLength: 1, maxLength: 3 });
const file = fc.record({
  path: folder.map((names) => names.join('/')),
  mode: fc.constantFrom(0o644 as const, 0o755 as const),
  content: fc.uint8Array({ maxLength: 300 }),
});
const files = fc.uniqueArray(file, { selector: ({ path }) => path, maxLength: 8 });

describe('zipCharm', () => {
  it('keeps every path, mode and byte', async () => {
    await fc.assert(
      fc.asyncProperty(files, async (all) => {
        const unzipped = await unzipCharm(zipCharm(all));
        const sorted = (list: readonly CharmFile[]) =>
          list
            .map(({ path, mode, content }) => [path, mode, Buffer.from(content).toString('hex')])
            .sort();
        expect(sorted(unzipped)).toEqual(sorted(all));
      }),
      { numRuns: 50 },
    );
  });

  it('gives the same bytes in every time zone, and later', () => {
    const charm = [plainFile('LICENSE', 'Apache'), executableFile('dispatch', Buffer.from('#!'))];
    vi.stubEnv('TZ', 'America/New_York');
    const west = new Date(2000, 0, 1).getTime();
    const zip = zipCharm(charm);
    vi.stubEnv('TZ', 'Asia/Tokyo');
    expect(new Date(2000, 0, 1).getTime()).not.toBe(west);
    vi.useFakeTimers({ now: new Date('2031-05-05') });
    expect(Buffer.from(zipCharm(charm)).equals(zip)).toBe(true);
  });

  it('has no exec bit on what is not started, though the zip was made on Unix', async () => {
    const [plain] = await unzipCharm(zipCharm([plainFile('metadata.yaml', 'name: x')]));
    expect(plain?.mode).toBe(0o644);
  });
});
