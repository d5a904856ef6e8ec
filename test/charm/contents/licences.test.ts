import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { licencesIn } from '../../../charm/contents/licences.ts';
import { pinnedPackage } from '../../../charm/project/npm-package.ts';

describe('licencesIn', () => {
  it('takes the licence files of a package, under its name', () => {
    const files = licencesIn([
      path.resolve('node_modules/@biomejs/biome'),
      path.resolve('node_modules/yaml'),
    ]);
    expect(files.map((file) => file.path)).toContain('licences/yaml/LICENSE');
    expect(files.map((file) => file.path)).toContainEqual(
      expect.stringMatching(/^licences\/@biomejs\/biome\/LICENSE/),
    );
    const content = files.find((file) => file.path === 'licences/yaml/LICENSE')?.content;
    expect(content).toEqual(fs.readFileSync('node_modules/yaml/LICENSE'));
  });

  it('refuses to ship what has no licence file', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'licences-'));
    expect(() => licencesIn([folder])).toThrow('has no licence file, so it cannot be shipped');
    fs.rmdirSync(folder);
  });

  it('has a notice for the very Bun that is compiled in, with the licences that it names', () => {
    const files = licencesIn([path.resolve('node_modules/@oven/bun-linux-x64-baseline')]);
    const notice = files.find((file) => file.path === 'licences/bun/NOTICE.md');
    const text = Buffer.from(notice?.content ?? []).toString();
    for (const name of ['@oven/bun-linux-x64-baseline', '@oven/bun-linux-aarch64']) {
      expect(text).toContain(`contains Bun ${pinnedPackage(name).version},`);
    }
    for (const name of ['COPYING.LGPL-2.0', 'COPYING.LGPL-2.1']) {
      expect(text).toContain(name);
      expect(files.map((file) => file.path)).toContain(`licences/bun/${name}`);
    }
  });
});
