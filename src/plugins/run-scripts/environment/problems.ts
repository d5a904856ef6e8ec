import { kind } from '../../../core/problems/kind.ts';
import { quote } from '../../../core/problems/quote.ts';

/** They carry the URI of the secret and its keys, and never a value. */
const secret = (uri: string) => ({ option: 'script-environment', value: uri });

const update = (uri: string) => `correct it: juju update-secret ${uri}`;

export const noSecret = kind(
  'run-scripts/no-secret',
  'error',
  'The environment of the scripts is taken from a user secret, and the value of the option names none.',
  'set the URI that juju add-secret prints, or reset the option',
  (value: string) => ({
    ...secret(value),
    message: `${quote(value)} is not the URI of a secret of this model`,
  }),
);

export const secretDenied = kind(
  'run-scripts/secret-denied',
  'error',
  'The application may not read the secret that its scripts get their environment from. Juju starts no hook when it is granted: the next event sees it, update-status at the latest.',
  'grant it: juju grant-secret <secret> <application>',
  (uri: string, application: string) => ({
    ...secret(uri),
    message: 'the secret is not granted to this application',
    fix: `juju grant-secret ${uri} ${application}`,
  }),
);

export const secretMissing = kind(
  'run-scripts/secret-missing',
  'error',
  'The secret that the scripts get their environment from was removed, or never was.',
  'set one that juju secrets lists, or reset the option',
  (uri: string) => ({
    ...secret(uri),
    message: `there is no secret ${quote(uri)}`,
  }),
);

export const invalidKey = kind(
  'run-scripts/invalid-key',
  'error',
  'A key of the secret can be no name of an environment variable, or two keys make the same one.',
  'name it with letters, digits and dashes, a letter first: juju update-secret <secret>',
  (uri: string, key: string) => ({
    ...secret(uri),
    message: `the secret's key ${quote(key)} makes no environment variable of its own`,
    fix: `name it with letters, digits and dashes, a letter first: juju update-secret ${uri}`,
  }),
);

export const notText = kind(
  'run-scripts/secret-not-text',
  'error',
  'A value of the secret has a NUL character, or bytes that are not UTF-8: no environment variable can hold it.',
  'encode it, in base64 for one, and decode it in the script: juju update-secret <secret>',
  (uri: string, key: string) => ({
    ...secret(uri),
    message: `the secret's value of ${quote(key)} is no text`,
    fix: `encode it, in base64 for one, and decode it in the script: juju update-secret ${uri}`,
  }),
);

export const valueTooLong = kind(
  'run-scripts/secret-value-too-long',
  'error',
  'A value of the secret is longer than an environment variable can be on Linux: no script would start.',
  'shorten it: juju update-secret <secret>',
  (uri: string, key: string, bytes: number, most: number) => ({
    ...secret(uri),
    message: `the secret's value of ${quote(key)} takes ${bytes.toLocaleString('en')} bytes with its name, and ${most.toLocaleString('en')} fit`,
    fix: update(uri),
  }),
);

export const tooMuch = kind(
  'run-scripts/secret-too-large',
  'error',
  'The secret holds more than the scripts can be given as their environment.',
  'shorten it: juju update-secret <secret>',
  (uri: string, bytes: number, most: number) => ({
    ...secret(uri),
    message: `the secret takes ${bytes.toLocaleString('en')} bytes as environment variables, and ${most.toLocaleString('en')} fit`,
    fix: update(uri),
  }),
);
