import fs from 'node:fs';
import path from 'node:path';

/** Names that a user of the machine may give a file. */
const names = [
  'a',
  'b.sql',
  'with space',
  'line\nbreak',
  '"quoted"',
  "it's",
  'a,b',
  '#comment',
  'back\\slash',
  '-rf',
  '\u001b[31mred',
  '\u202egnp',
  '\u0085\u2028',
  '\u{1f600}',
  '{x}',
  '*',
  '__proto__',
];

/** Puts files below /srv, one with a name that is no UTF-8, and a link in a circle. */
export function layDisk(root: string): void {
  for (const folder of ['srv', 'srv/data', 'home/user']) {
    fs.mkdirSync(path.join(root, folder), { recursive: true });
  }
  for (const name of names) fs.writeFileSync(path.join(root, 'srv/data', name), '');
  fs.writeFileSync(
    Buffer.concat([Buffer.from(`${root}/srv/data/`), Buffer.from([0x62, 0xff])]),
    '',
  );
  fs.symlinkSync('.', path.join(root, 'home/user/circle'));
}
