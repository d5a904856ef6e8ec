import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const folder = join(import.meta.dirname, '../../docs/explanation/decisions');
const decisions = globSync('[0-9]*.md', { cwd: folder }).sort();
const read = (file: string) => readFileSync(join(folder, file), 'utf8');

it('the decisions are numbered one after the other, and the index has each by its title', () => {
  const rows = decisions.map((file, index) => {
    const [, number = '', title = ''] = /^# (\d+)\. (.*)$/m.exec(read(file)) ?? [];
    expect(Number(number)).toBe(index + 1);
    expect(file.startsWith(`${number.padStart(4, '0')}-`)).toBe(true);
    return `| ${number} | [${title}](${file}) |`;
  });
  expect(rows.length).toBeGreaterThan(0);
  expect(read('README.md').match(/^\| \d.*$/gm)).toEqual(rows);
});

it.each(decisions)(
  '%s says what was asked, decided, what comes of it and what was refused',
  (file) => {
    const text = read(file);
    expect(text.match(/^## .*$/gm)).toEqual([
      '## Context',
      '## Decision',
      '## Consequences',
      '## Refused',
    ]);
    expect(text).toMatch(/^Accepted, \d{4}-\d\d-\d\d\b/m);
    expect(text.split('\n').length).toBeLessThanOrEqual(40);
  },
);
