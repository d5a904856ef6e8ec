import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { RunRecords } from '../src/core/unit/files/run-records.ts';
import { nothing } from '../src/plugins/run-scripts/run-settings.ts';
import { wrappedFiles } from '../src/plugins/run-scripts/wrapper/wrapped-files.ts';
import { measure, median, megabytes } from './measure.ts';

/** What a wrapper costs: a script that does nothing, by itself and in its wrapper, one after the other in each round. */
const { values } = parseArgs({ options: { rounds: { type: 'string', default: '200' } } });

const option = 'run-before-backup';
const script = { option, content: '#!/bin/sh\n:\n', path: `/${option}` };
const limit = { text: '1h', seconds: 3600 };
const plain = { cleansUp: false, isRecorded: false, secret: undefined };
const settings = {
  alone: undefined,
  'with a time limit': { limit, ...plain },
  'with its runs noted': { limit: undefined, ...plain, isRecorded: true },
  'with both': { limit, ...plain, isRecorded: true },
  'not set, with its runs noted': { limit: undefined, ...plain, isRecorded: true },
};

const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-'));
try {
  const environment = { PATH: '/usr/bin:/bin', LANG: 'C.UTF-8' };
  const commands = await Promise.all(
    Object.entries(settings).map(async ([name, each], place) => {
      const root = path.join(scratch, String(place));
      const folder = path.join(root, 'opt/backup-integrator-charm/scripts/app');
      fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
      const set = name.startsWith('not set') ? { ...script, content: nothing } : script;
      const files =
        each === undefined
          ? [[option, set.content] as const]
          : await wrappedFiles([set], [option], each, undefined);
      for (const [file, content] of files) {
        fs.writeFileSync(path.join(folder, file), content, { mode: 0o700 });
      }
      if (each?.isRecorded === true) new RunRecords(root, 'app').begin(1);
      return [name, { argv: [path.join(folder, option)], environment }] as const;
    }),
  );
  const perl = { argv: ['/usr/bin/perl', '-MPOSIX', '-e', '0'], environment };
  const measured = measure(Number(values.rounds), {
    ...Object.fromEntries(commands),
    'perl -MPOSIX -e 0': perl,
  });
  const { alone = [] } = measured;
  const ms = (seconds: number) => (seconds * 1000).toFixed(1);
  console.log(
    `| a script, median of ${values.rounds} | wall ms | ratio | CPU ms | ratio | peak MB |`,
  );
  console.log('| --- | ---: | ---: | ---: | ---: | ---: |');
  for (const [name, runs] of Object.entries(measured)) {
    const cells = (['wall', 'cpu'] as const).map((key) => {
      const time = median(runs, key);
      return `${ms(time)} | ${(time / median(alone, key)).toFixed(1)}`;
    });
    console.log(`| ${name} | ${cells.join(' | ')} | ${megabytes(median(runs, 'peak'))} |`);
  }
} finally {
  fs.rmSync(scratch, { recursive: true });
}
