import { styleText } from 'node:util';
import { expect, it } from 'vitest';
import { terminalPicture } from '../../docs/generate/terminal-picture.ts';

const inColour = (style: Parameters<typeof styleText>[0], text: string) =>
  styleText(style, text, { validateStream: false });

const pictureOf = (output: string, isStop: (line: string) => boolean = () => false) =>
  terminalPicture('npm start', output, isStop);

it('a picture has the command, and what it prints, in its colours', () => {
  const picture = pictureOf(`${inColour('red', 'blocked')} ${inColour('bold', 'Unit')}\n`);
  expect(picture).toContain('>$ npm start</tspan>');
  expect(picture).toMatch(/<tspan x="0\.0" fill="#\w+">blocked<\/tspan>/);
  expect(picture).toMatch(/<tspan x="67\.4" class="bold">Unit<\/tspan>/);
});

it('words of a table are in their columns', () => {
  expect(pictureOf('a  b c\n')).toContain(
    '<tspan x="0.0">a</tspan><tspan x="25.3">b c</tspan></text>',
  );
});

it('nothing that is printed is taken for a part of the picture', () => {
  const picture = pictureOf('</text><script>&amp;\n');
  expect(picture).toContain('>&lt;/text&gt;&lt;script&gt;&amp;amp;</tspan>');
});

it('it stops where it is told to, but never behind the last screen', () => {
  const lines = Array.from({ length: 60 }, (_, index) => `line ${index}`);
  const stops = new Set(['line 20', 'line 50']);
  const picture = pictureOf(lines.join('\n'), (line) => stops.has(line));
  // The command is the first line, so that line 20 is the 22nd; the last screen begins with the 35th of 61.
  const rows = [...picture.matchAll(/^[\d.]+%, .*translateY\((-?\d+)px\)/gm)].map(
    ([, offset]) => Number(offset) / -19,
  );
  expect(rows.map(Math.abs)).toEqual([0, 21, 34]);
});

it('it stands still for those who want nothing to move', () => {
  expect(pictureOf('')).toContain(
    '@media (prefers-reduced-motion: reduce) { .lines { animation: none; } }',
  );
});
