import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Memory, UnitState } from '../../../../src/core/unit/files/unit-state.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

let root: string;
let base: string;
let file: string;

beforeEach(() => {
  root = temporaryFolder();
  base = join(root, 'opt/backup-integrator-charm');
  file = join(base, 'state/app/0.json');
});

const stateOf = (number = 0, application = 'app') =>
  new UnitState(root, { name: `${application}/${number}`, application, number });
const empty: Memory = { wasPublished: false, files: {}, logged: [], notes: {} };
const full = {
  word: { digest: 'd', relations: ['backup:1'] },
  wasPublished: true,
  files: { 'run-before-backup': '#!/bin/sh\n' },
  contributed: { globs: '{}' },
  providers: {},
  logged: ['a line'],
  notes: { plugin: 'text' },
};

/** Lays a file that is what the charm would have written. */
function lay(text: string, mode = 0o600): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  chmodSync(file, mode);
}

/** Lays marks as version 1 has left them. */
function layMarks(...marks: readonly string[]): void {
  for (const mark of marks) {
    mkdirSync(dirname(join(base, mark)), { recursive: true });
    writeFileSync(join(base, mark), '');
  }
}

describe('the memory of a unit', () => {
  it('is empty at first', () => {
    expect(stateOf().memory).toEqual(empty);
    expect(existsSync(base)).toBe(false);
  });

  it('is what was saved last, for root alone', () => {
    const state = stateOf();
    Object.assign(state.memory, full);
    state.save();
    expect(stateOf().memory).toEqual(full);
    expect(statSync(file).mode & 0o7777).toBe(0o600);
    for (const folder of [base, join(base, 'state'), dirname(file)]) {
      expect(statSync(folder).mode & 0o7777).toBe(0o700);
    }
  });

  it('is not written where nothing has changed', () => {
    const state = stateOf();
    Object.assign(state.memory, full);
    state.save();
    const before = statSync(file, { bigint: true });
    stateOf().save();
    expect(statSync(file, { bigint: true }).ctimeNs).toBe(before.ctimeNs);
  });

  it('knows that there was no word', () => {
    const state = stateOf();
    state.memory.word = 'none';
    state.save();
    expect(stateOf().memory.word).toBe('none');
  });

  it('is kept for each unit by itself', () => {
    for (const state of [stateOf(1), stateOf(0, 'other')]) {
      state.memory.wasPublished = true;
      state.save();
    }
    expect(stateOf().memory).toEqual(empty);
  });

  it('takes any texts, and gives them back', () => {
    const names = fc.stringMatching(/^[a-z][a-z.-]{0,9}$/);
    const texts = fc.dictionary(fc.string(), fc.string({ unit: 'grapheme' }), {
      noNullPrototype: true,
    });
    fc.assert(
      fc.property(fc.dictionary(names, fc.string()), texts, (files, notes) => {
        const state = stateOf();
        Object.assign(state.memory, { files, notes });
        state.save();
        expect(stateOf().memory).toMatchObject({ files, notes });
      }),
      { numRuns: 30 },
    );
  });

  it.each(['', '{', 'null', '[]', '7', '{"word":7,"wasPublished":1,"files":[],"notes":"x"}'])(
    'is empty where the file is damaged: %j',
    (text) => {
      lay(text);
      expect(stateOf().memory).toEqual(empty);
    },
  );

  it('keeps of a damaged file what is right', () => {
    const wrong = { '../../x': '', '..': '', '': '', 'a/b': '' };
    lay(JSON.stringify({ ...full, files: { a: 'x', b: 1, c: null, ...wrong } }));
    expect(stateOf().memory).toEqual({ ...full, files: { a: 'x' } });
  });

  it.each(['', 'state', 'state/app'])(
    'is empty where a file stands in the place of a folder, and takes that place: %j',
    (below) => {
      mkdirSync(dirname(join(base, below)), { recursive: true });
      writeFileSync(join(base, below), '');
      const state = stateOf();
      expect([state.memory, state.isShared, state.isOfVersion1]).toEqual([empty, false, false]);
      state.save();
      expect(existsSync(file)).toBe(true);
    },
  );

  it('does not believe what is not its own', () => {
    lay(JSON.stringify(full), 0o644);
    expect(stateOf().memory).toEqual(empty);
    stateOf().save();
    expect(statSync(file).mode & 0o7777).toBe(0o600);
  });

  it('does not believe what a link leads to', () => {
    lay(JSON.stringify(full));
    symlinkSync(file, join(dirname(file), '1.json'));
    expect(stateOf(1).memory).toEqual(empty);
  });
});

describe('a unit that goes', () => {
  it('takes its file with it, and the folders that are empty then', () => {
    stateOf(0).save();
    stateOf(1).save();
    stateOf(0).remove();
    expect(readdirSync(join(base, 'state/app'))).toEqual(['1.json']);
    stateOf(1).remove();
    expect(existsSync(base)).toBe(false);
  });

  it('goes where there never was anything', () => {
    stateOf().remove();
    expect(readdirSync(root)).toEqual([]);
  });

  it('is not held up by a file in the place of a folder', () => {
    mkdirSync(dirname(base));
    writeFileSync(base, '');
    const left: string[] = [];
    stateOf().remove(({ what }) => left.push(what));
    expect(new Set(left)).toEqual(new Set([expect.stringContaining("charm can't be removed")]));
  });

  it('removes nothing behind a link', () => {
    mkdirSync(join(root, 'elsewhere/app'), { recursive: true });
    writeFileSync(join(root, 'elsewhere/app/0.json'), '');
    writeFileSync(join(root, 'elsewhere/app/0'), '');
    mkdirSync(base, { recursive: true });
    for (const folder of ['state', 'units', 'contributions']) {
      symlinkSync(join(root, 'elsewhere'), join(base, folder));
    }
    stateOf().remove(() => {});
    expect(readdirSync(join(root, 'elsewhere/app'))).toEqual(['0', '0.json']);
  });
});

describe('a memory', () => {
  it('is claimed by the first event, and from then on there is one', () => {
    const state = stateOf();
    expect(state.isKnown).toBe(false);
    state.memory.wasPublished = true;
    state.claim();
    expect([stateOf().isKnown, stateOf().memory.wasPublished]).toEqual([true, true]);
    const before = statSync(file, { bigint: true });
    stateOf().claim();
    expect(statSync(file, { bigint: true }).ino).toBe(before.ino);
  });

  it('is claimed without a word about version 1, whose marks stay until it is saved', () => {
    layMarks('units/app/0');
    stateOf().claim();
    expect(stateOf().isOfVersion1).toBe(true);
  });

  it.each(['damaged', 'foreign'])('is none where the file is %s', (how) => {
    lay(how === 'damaged' ? '{"wasPublished":true' : '{}', how === 'damaged' ? 0o600 : 0o644);
    expect(stateOf().isKnown).toBe(false);
  });

  it('takes what a kill has left of it away with the next change, and of no other unit', () => {
    stateOf().claim();
    for (const name of ['.0.json.1234', '.1.json.1234', '0.json.1234']) {
      writeFileSync(join(dirname(file), name), '');
    }
    const state = stateOf();
    state.memory.wasPublished = true;
    state.save();
    expect(readdirSync(dirname(file))).toEqual(['.1.json.1234', '0.json', '0.json.1234']);
  });
});

describe('another unit on the machine', () => {
  it.each(['state/app/1.json', 'units/app/1', 'contributions/app/12'])('shows by %s', (mark) => {
    layMarks(mark);
    expect(stateOf().isShared).toBe(true);
    expect(stateOf(mark.endsWith('12') ? 12 : 1).isShared).toBe(false);
  });

  it('does not show by the mark of one that is gone, which then goes with this one', () => {
    layMarks('state/app/1.json', 'state/app/.1.json.1234', 'units/app/1', 'state/app/2.json');
    mkdirSync(join(root, 'var/lib/juju/agents/unit-app-0'), { recursive: true });
    mkdirSync(join(root, 'var/lib/juju/agents/unit-app-2'), { recursive: true });
    expect(stateOf().isShared).toBe(true);
    stateOf().remove();
    expect(readdirSync(join(base, 'state/app'))).toEqual(['2.json']);
    expect(readdirSync(base)).toEqual(['state']);
    layMarks('state/app/1.json');
    mkdirSync(join(root, 'var/lib/juju/agents/unit-app-1'), { recursive: true });
    expect(stateOf(2).isShared).toBe(true);
    rmSync(join(root, 'var/lib/juju/agents/unit-app-1'), { recursive: true });
    expect(stateOf(2).isShared).toBe(false);
  });

  it.each(['state/app/1.json.abc', 'state/app/x', 'units/app/01x', 'units/other/1'])(
    'does not show by %s',
    (mark) => {
      layMarks(mark);
      expect(stateOf().isShared).toBe(false);
    },
  );
});

describe('the marks of version 1', () => {
  it('tell that this version has not run since', () => {
    expect(stateOf().isOfVersion1).toBe(false);
    layMarks('units/app/0', 'contributions/app/0');
    expect(stateOf().isOfVersion1).toBe(true);
    expect(stateOf(1).isOfVersion1).toBe(false);
    stateOf().save();
    expect(stateOf().isOfVersion1).toBe(false);
  });

  it('tell so too where the unit has a memory: what that charm has changed since is forgotten', () => {
    lay(JSON.stringify(full));
    layMarks('units/app/0');
    const { word, contributed, ...rest } = full;
    expect([word, contributed]).not.toContain(undefined);
    const state = stateOf();
    expect(state.isOfVersion1).toBe(true);
    expect(state.memory).toEqual(rest);
    state.save();
    expect(readdirSync(base)).toEqual(['state']);
    expect(stateOf().memory).toEqual(rest);
  });

  it("go once the unit has a file of its own, and others' stay", () => {
    layMarks('units/app/0', 'units/app/1', 'contributions/app/0');
    stateOf().save();
    expect(readdirSync(join(base, 'units/app'))).toEqual(['1']);
    expect(readdirSync(base).sort()).toEqual(['state', 'units']);
  });

  it('go with the folders that are empty then, also where that was cut off', () => {
    for (const left of ['units/app', 'contributions']) {
      mkdirSync(join(base, left), { recursive: true });
    }
    stateOf().save();
    expect(readdirSync(base)).toEqual(['state']);
  });

  it('go with the unit, also where a folder stands in their place', () => {
    layMarks('units/app/0/deep', 'contributions/app/0');
    stateOf().remove();
    expect(existsSync(base)).toBe(false);
  });
});
