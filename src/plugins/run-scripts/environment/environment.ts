import type { SecretAnswer } from '../../../core/juju/secrets.ts';
import type { Finding } from '../../../core/problems/problem.ts';
import type { Variables } from '../../../core/unit/files/environment-file.ts';
import * as problems from './problems.ts';

/** Bytes of one variable with its name, and of all: Linux takes no more of one, and leaves room for the others. */
export const mostOfVariable = 128 * 1024 - 1;
export const mostOfEnvironment = 512 * 1024;

/** The variables that a secret gives the scripts, or what is wrong with it. */
export type EnvironmentAnswer =
  | { readonly variables: Variables }
  | { readonly findings: readonly Finding[] };

/**
 * Makes environment variables of a secret's keys: `db-password` becomes `DB_PASSWORD`. A value is never in a finding.
 *
 * @param uri - of the secret, as the option has it
 */
export function readEnvironment(
  answer: SecretAnswer,
  uri: string,
  application: string,
): EnvironmentAnswer {
  switch (answer.kind) {
    case 'malformed':
      return { findings: [problems.noSecret(uri)] };
    case 'denied':
      return { findings: [problems.secretDenied(uri, application)] };
    case 'missing':
      return { findings: [problems.secretMissing(uri)] };
    case 'content':
      return fromContent(answer.content, uri);
  }
}

function fromContent(content: Variables, uri: string): EnvironmentAnswer {
  const variables: Record<string, string> = {};
  const findings: Finding[] = [];
  let all = 0;
  for (const [key, value] of Object.entries(content)) {
    const name = key.toUpperCase().replaceAll('-', '_');
    const bytes = Buffer.byteLength(`${name}=${value}`);
    all += bytes + 1;
    if (!/^[A-Z][A-Z0-9_]*$/.test(name) || Object.hasOwn(variables, name)) {
      findings.push(problems.invalidKey(uri, key));
    } else if (/[\0\uFFFD]/.test(value)) {
      findings.push(problems.notText(uri, key));
    } else if (bytes > mostOfVariable) {
      findings.push(problems.valueTooLong(uri, key, bytes, mostOfVariable));
    }
    variables[name] = value;
  }
  if (all > mostOfEnvironment) findings.push(problems.tooMuch(uri, all, mostOfEnvironment));
  return findings.length > 0 ? { findings } : { variables };
}
