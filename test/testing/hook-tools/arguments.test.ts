import { expect, test } from 'vitest';
import { inHook, ok, refused } from './in-hook.ts';

test('a tool that does not exist is missing, as from PATH', async () => {
  await inHook((tool) => {
    expect(tool('config-gte --format=json').code).toBeNull();
    expect(tool('config-gte').stderr).toBe('spawnSync config-gte ENOENT');
  });
});

test('flags and arguments that a tool does not take are refused with exit code 2', async () => {
  await inHook((tool) => {
    expect(tool('config-get --jason')).toEqual(
      refused(2, 'option provided but not defined: --jason'),
    );
    expect(tool('is-leader -x')).toEqual(refused(2, 'option provided but not defined: -x'));
    expect(tool('is-leader --format')).toEqual(refused(2, 'option needs an argument: --format'));
    expect(tool('is-leader --format=xml')).toEqual(
      refused(2, 'invalid value "xml" for option --format: unknown format "xml"'),
    );
    expect(tool('is-leader now please')).toEqual(refused(2, 'unrecognized args: ["now" "please"]'));
    expect(tool('relation-get --app=maybe - x').code).toBe(2);
  });
});

test('flags stand before or behind the arguments, with = or a blank, and end at --', async () => {
  await inHook((tool) => {
    const expected = ok('["backup:1"]\n');
    expect(tool('relation-ids --format=json backup')).toEqual(expected);
    expect(tool('relation-ids backup --format json')).toEqual(expected);
    expect(tool('relation-ids --format json -- backup')).toEqual(expected);
    expect(tool('relation-list -rbackup:1 --format=json')).toEqual(ok('["bacula-fd/0"]\n'));
    expect(tool('relation-list --relation backup:1 --format=json --app=true')).toEqual(
      ok('"bacula-fd"\n'),
    );
  });
});
