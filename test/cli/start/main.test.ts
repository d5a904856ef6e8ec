import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { terminalPicture } from '../../../docs/generate/terminal-picture.ts';
import { asRoot, patience, start, step } from './run-start.ts';

const inColour = { NO_COLOR: undefined, FORCE_COLOR: '1' };

// What changes this on purpose writes both files anew: npm run docs:picture
test('the example is shown from deploy to scale-out, exactly so, as in the picture of the README', {
  timeout: patience,
}, async () => {
  const { code, stdout, stderr, leftovers } = await start([], inColour).result;
  expect({ code, stderr, leftovers }).toEqual({ code: 0, stderr: '', leftovers: [] });
  const shown = asRoot(stdout);
  await expect(stripVTControlCharacters(shown)).toMatchFileSnapshot('start.txt');
  const picture = terminalPicture('npm start', shown, (line) => /^[2-9]\. /.test(line));
  await expect(picture).toMatchFileSnapshot('../../../docs/npm-start.svg');
});

test('one unit, in colour, has no leader to lose, and is two after the scale-out', {
  timeout: patience,
}, async () => {
  const { stdout } = await start(['--units', '1'], inColour).result;
  expect(stdout).toContain('\u001B[32mactive\u001B[39m');
  const plain = stripVTControlCharacters(stdout);
  expect(plain).not.toContain('remove-unit');
  expect(step(plain, 'Scale out')).toMatch(
    /backup-integrator\/0\* +active +idle +0\n +backup-integrator\/1 +active +idle +1\n/,
  );
});

test('Ctrl-C ends it, and leaves no folder behind', { timeout: patience }, async () => {
  const { child, result } = start(['--units', '1']);
  await once(child.stdout, 'data');
  child.kill('SIGINT');
  const { code, stdout, leftovers } = await result;
  expect({ code, leftovers }).toEqual({ code: 130, leftovers: [] });
  expect(stdout).not.toContain('Scale out');
});

test('a reader that has seen enough ends it, too', { timeout: patience }, async () => {
  const { child, temporary, result } = start(['--units', '1']);
  result.catch(() => {});
  await once(child.stdout, 'data');
  child.stdout.destroy();
  await once(child, 'close');
  expect([child.exitCode, readdirSync(temporary)]).toEqual([0, []]);
});

test('--help explains the arguments, on 80 columns', { timeout: patience }, async () => {
  const { code, stdout, stderr } = await start(['--help']).result;
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  for (const word of [
    '--config FILE',
    '--disk FOLDER',
    '--site-plugins FILE',
    '--units N',
    'Exit code',
  ])
    expect(stdout).toContain(word);
  expect(Math.max(...stdout.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(80);
});

test('wrong arguments are one line on stderr, and exit code 2', { timeout: patience }, async () => {
  const { code, stdout, stderr } = await start(['--units', '21']).result;
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toBe('--units takes a number from 1 to 20, not "21"; see npm start -- --help\n');
});
