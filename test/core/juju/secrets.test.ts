import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Secrets } from '../../../src/core/juju/secrets.ts';
import { anyCharacter } from '../../support/any-character.ts';
import { idleModel } from '../trial/in-hook.ts';

const uri = 'secret:9m4e2mr0ui3e8a215n4g';

describe('a secret', () => {
  it('is asked for once in an event, whatever the answer is', async () => {
    const { deployment, inHook } = await idleModel();
    deployment.secrets.add('mine', { password: 'x' }, uri);
    const twice = () =>
      inHook((tools) => {
        const secrets = new Secrets(tools);
        return [secrets.read(uri), secrets.read(uri)].map(({ kind }) => kind);
      });
    const call = `secret-get --refresh --format=json ${uri}`;
    expect(await twice()).toEqual({ answer: ['denied', 'denied'], calls: [call] });
    deployment.secrets.grant('mine');
    expect(await twice()).toEqual({ answer: ['content', 'content'], calls: [call] });
    deployment.secrets.remove('mine');
    expect(await twice()).toEqual({ answer: ['missing', 'missing'], calls: [call] });
  });

  it('is not asked for before it is read', async () => {
    const { inHook } = await idleModel();
    expect((await inHook((tools) => new Secrets(tools) !== undefined)).calls).toEqual([]);
  });

  it('has content that nobody can change for the next one', async () => {
    const { deployment, inHook } = await idleModel();
    deployment.secrets.add('mine', { password: 'x' }, uri);
    deployment.secrets.grant('mine');
    const { answer } = await inHook((tools) => new Secrets(tools).read(uri));
    expect(answer.kind === 'content' && Object.isFrozen(answer.content)).toBe(true);
  });

  it('is asked for again after a failure', async () => {
    const { deployment, inHook } = await idleModel();
    deployment.faults = [{ on: 1, as: 'exit 1' }];
    const { answer } = await inHook((tools) => {
      const secrets = new Secrets(tools);
      expect(() => secrets.read(uri)).toThrow('secret-get failed with exit code 1');
      return secrets.read(uri).kind;
    });
    expect(answer).toBe('missing');
  });
});

describe('what is no URI of a secret', () => {
  const untold = new Secrets({ secretGet: (asked) => expect.fail(`${asked} was asked for`) });

  it.each([
    '',
    'secret:',
    'mine',
    '9m4e2mr0ui3e8a215n4g',
    'secret:9m4e2mr0ui3e8a215n4',
    'secret:9m4e2mr0ui3e8a215n4gg',
    'secret:9m4e2mr0ui3e8a215n4h',
    'secret:9w4e2mr0ui3e8a215n4g',
    'SECRET:9m4e2mr0ui3e8a215n4g',
    'secret:9M4E2MR0UI3E8A215N4G',
    ' secret:9m4e2mr0ui3e8a215n4g',
    'secret:9m4e2mr0ui3e8a215n4g\n',
    'secret:9m4e2mr0ui3e8a215n4g#password',
    'secret:9m4e2mr0ui3e8a215n4g --peek',
    'secret://6f1c1e0e-8d0a-4d51-8f0c-9b7c5a1d2e3f/9m4e2mr0ui3e8a215n4g',
    '--label=x',
  ])('is malformed, and Juju is not asked for it: %j', (text) => {
    expect(untold.read(text)).toEqual({ kind: 'malformed' });
  });

  it('is malformed, whatever else it is', () => {
    const text = fc.string({ unit: anyCharacter, size: 'max', maxLength: 4000 });
    const almost = text.map((end) => `secret:${end}`);
    fc.assert(
      fc.property(
        fc.oneof(
          text,
          almost,
          text.map((end) => uri + end.slice(0, 20)),
        ),
        (given) => {
          fc.pre(!/^secret:[0-9a-v]{20}$/.test(given));
          expect(untold.read(given)).toEqual({ kind: 'malformed' });
        },
      ),
    );
  });
});
