import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Config } from '../../../src/core/juju/config.ts';
import { scriptOptions } from '../../../src/core/spec/spec.ts';
import { backupV0 } from '../../../src/plugins/relation-publisher/backup-v0.ts';
import { anyCharacter } from '../../support/any-character.ts';

/** What `docs/reference/backup-interface/v0` says of the databag, held against the format's own code. */
const folder = join(import.meta.dirname, '../../../docs/reference/backup-interface/v0');

const relation = { id: 'backup:1', application: 'bacula-fd', provider: () => ({}) };
const target = { config: new Config(new Map()), relation };

const texts = z.record(z.string(), z.string());
const specs = z
  .strictObject({ fileset: z.array(z.string()), scripts: texts })
  .transform((spec) => ({ ...spec, extensions: {} }));
const problems = z.array(
  z.strictObject({
    code: z.string(),
    severity: z.enum(['error', 'warning']),
    option: z.string(),
    value: z.string().optional(),
    message: z.string(),
    fix: z.string(),
  }),
);

const read = z.strictObject({ name: z.string(), databag: texts, spec: specs });
const accepted = read.extend({ problems: problems.default([]) });
const refused = read.extend({ problems, schema: z.enum(['accepts', 'refuses']) });

function json(name: string): unknown {
  return JSON.parse(readFileSync(join(folder, name), 'utf8'));
}

function vectors<Vector>(name: string, vector: z.ZodType<Vector>): Vector[] {
  return z
    .array(vector)
    .nonempty()
    .parse(json(`tests/${name}.json`));
}

const schema = z.fromJSONSchema(z.record(z.string(), z.json()).parse(json('schema.json')));
const isInSchema = (databag: unknown) => schema.safeParse(databag).success;

const isError = ({ severity }: { severity: string }) => severity === 'error';

it('every file with vectors is read here', () => {
  const files = globSync('tests/*', { cwd: folder }).map((file) => basename(file));
  expect(files.sort()).toEqual(['accepted.json', 'read.json', 'refused.json']);
});

describe('what is accepted', () => {
  it.each(vectors('accepted', accepted))('$name', ({ spec, databag, problems }) => {
    expect(backupV0.check(spec, target)).toEqual(problems);
    expect(problems.filter(isError)).toEqual([]);
    expect(backupV0.encode(spec, target)).toEqual(databag);
    expect(backupV0.decode(databag)).toEqual(spec);
    expect(isInSchema(databag)).toBe(true);
  });
});

describe('what is refused', () => {
  it.each(vectors('refused', refused))('$name', ({ spec, databag, problems, ...vector }) => {
    expect(problems.filter(isError)).not.toEqual([]);
    expect(backupV0.check(spec, target)).toEqual(problems);
    expect(backupV0.encode(spec, target)).toEqual(databag);
    expect(isInSchema(databag)).toBe(vector.schema === 'accepts');
  });
});

describe('what a provider reads', () => {
  it.each(vectors('read', read))('$name', ({ spec, databag }) => {
    expect(backupV0.decode(databag)).toEqual(spec);
  });
});

describe('the schema', () => {
  /** A comma makes two paths of one, which the schema can't know; nothing else is beyond it. */
  const special = [...'\0\t\n\v\f\r\x1c\x1f !"#$%&\'*;<=>?@[\\]{|}~\x7f\x85\xa0\u1680\u180e'];
  const spaces = [...'\u2000\u200a\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff\uffff🎉é/a.'];
  const odd = fc.constantFrom(...special, ...spaces);
  const unit = fc.oneof({ weight: 5, arbitrary: fc.constantFrom('a', '.', '/') }, odd);
  const tail = fc.oneof(
    fc.string({ unit, maxLength: 8 }),
    fc.string({ unit: anyCharacter, maxLength: 8 }),
  );
  const path = tail.filter((text) => !text.includes(',')).map((text) => `/${text}`);

  it('takes the filesets that the format carries, and no others', () => {
    fc.assert(
      fc.property(fc.array(path, { minLength: 1, maxLength: 4 }), (fileset) => {
        const spec = { fileset, scripts: {}, extensions: {} };
        const isCarried = !backupV0.check(spec, target).some(isError);
        expect(isInSchema(backupV0.encode(spec, target))).toBe(isCarried);
      }),
      { numRuns: 1_000 },
    );
  });

  it('takes the absolute paths of scripts that the format carries, and no others', () => {
    const script = path.filter((text) => text !== '/');
    fc.assert(
      fc.property(fc.constantFrom(...scriptOptions), script, (option, file) => {
        const spec = { fileset: ['/etc'], scripts: { [option]: file }, extensions: {} };
        const isCarried = !backupV0.check(spec, target).some(isError);
        expect(isInSchema(backupV0.encode(spec, target))).toBe(isCarried);
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    { databag: {}, why: 'no fileset' },
    { databag: { fileset: '' }, why: 'an empty fileset' },
    { databag: { fileset: '/etc,' }, why: 'an empty item' },
    { databag: { fileset: '/etc', 'run-after-backup': 'bin/clean-up' }, why: 'a relative script' },
    { databag: { fileset: '/etc', 'run-after-backup': '' }, why: 'an empty script' },
  ])('refuses $why', ({ databag }) => {
    expect(isInSchema(databag)).toBe(false);
  });
});
