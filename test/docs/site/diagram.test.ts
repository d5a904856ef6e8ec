import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { drawDiagram } from '../../../docs/.vitepress/markdown/diagram.ts';

const flowchart = `flowchart LR
  accTitle: A path & its "restore"
  accDescr: From a unit to S3
  subgraph machine["a machine"]
    unit["unit"] --> fd["file daemon"]
  end
  fd -->|volumes| s3[("S3")]
`;

const sequence = `sequenceDiagram
  accTitle: An event
  accDescr {
    Juju tells the charm,
    which answers
  }
  participant juju as Juju
  juju->>charm: config-changed
  Note over charm: judges
  charm-->>juju: exit 0
`;

it('says what it shows to those who do not see it', () => {
  expect(drawDiagram(flowchart)).toContain(
    '<svg role="img" aria-label="A path &amp; its &quot;restore&quot;. From a unit to S3" ',
  );
  expect(drawDiagram(sequence)).toContain(
    'aria-label="An event. Juju tells the charm, which answers"',
  );
});

it('does not draw that as a part of the diagram', () => {
  expect(drawDiagram(flowchart)).not.toMatch(/>acc(?:Title|Descr)/);
  expect(drawDiagram(sequence)).not.toMatch(/>acc(?:Title|Descr)/);
});

it('is refused without a title', () => {
  expect(() => drawDiagram('flowchart LR\n  a --> b\n')).toThrow(
    'a Mermaid diagram has no accTitle:\nflowchart LR\n  a --> b\n',
  );
});

it.each([
  ['a flowchart', flowchart, ['unit', 'file daemon', 'volumes', 'a machine', 'S3']],
  ['a sequence diagram', sequence, ['Juju', 'config-changed', 'judges', 'exit 0']],
])('%s is drawn with all its words', (_, source, words) => {
  const drawn = drawDiagram(source);
  for (const word of words) expect(drawn).toContain(`>${word}</text>`);
});

it('has no style of its own, and asks for nothing from elsewhere', () => {
  for (const source of [flowchart, sequence]) {
    const drawn = drawDiagram(source).replace('http://www.w3.org/2000/svg', '');
    expect(drawn).not.toMatch(/<style|@import|https?:/);
  }
});

it('has its colours from the stylesheet', () => {
  const stylesheet = readFileSync(
    new URL('../../../docs/.vitepress/theme/diagram.css', import.meta.url),
    'utf8',
  );
  const drawn = drawDiagram(flowchart) + drawDiagram(sequence);
  const used = new Set([...drawn.matchAll(/var\((--[\w-]+)/g)].map(([, name]) => name));
  expect([...used].filter((name) => !stylesheet.includes(`${name}: `))).toEqual([]);
});

it('shares no id with another one', () => {
  const idsOf = (source: string) =>
    [...drawDiagram(source).matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  const other = new Set(idsOf(flowchart.replace('S3', 'disk')));
  expect(other.size).toBeGreaterThan(0);
  expect(idsOf(flowchart).filter((id) => other.has(id))).toEqual([]);
});
