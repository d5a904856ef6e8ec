import { writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Document, isScalar } from 'yaml';
import { readConfigFile } from '../../../src/check/config/config-file.ts';
import { metadata } from '../../support/standard.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const entry = fc.stringMatching(/^[a-z/*]{1,6}$/);
const separator = fc.constantFrom(',', ', ', '\n', ',\n');
const form = fc.constantFrom('PLAIN', 'QUOTE_DOUBLE', 'QUOTE_SINGLE', 'BLOCK_LITERAL');

/** A file with the fileset in it, as YAML can write it. */
function write(fileset: string, type: 'PLAIN' | 'QUOTE_DOUBLE' | 'QUOTE_SINGLE' | 'BLOCK_LITERAL') {
  const document = new Document({ a: { strict: true, fileset } });
  const node = document.getIn(['a', 'fileset'], true);
  if (isScalar(node)) node.type = type;
  return document.toString({ lineWidth: 0 });
}

it('finds each entry of a fileset, however the file has it written', () => {
  const file = path.join(temporaryFolder(), 'config.yaml');
  const entries = fc.array(fc.tuple(entry, separator), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(entries, form, (parts, type) => {
      const fileset = parts.flat().join('');
      const text = write(fileset, type);
      writeFileSync(file, text);
      const config = readConfigFile(file, 'my.yaml', { metadata });
      expect(config.options['fileset']).toBe(fileset);
      for (const [index, [value]] of parts.entries()) {
        const before = parts.slice(0, index).flat().join('');
        const at = { value, line: before.split('\n').length };
        const place = config.placeOf('fileset', at);
        const line = text.split('\n')[place.line - 1] ?? '';
        const found = line.slice(place.column - 1);
        // A line break that is written as \n is no boundary that can be told from an n in a name.
        expect(
          found.startsWith(value) || line.includes('\\n'),
          `${text}${JSON.stringify({ at, place })}`,
        ).toBe(true);
        if (!line.includes('\\n')) expect(found.slice(value.length)).toMatch(/^(?:$|[\s,"'])/);
      }
    }),
  );
});
