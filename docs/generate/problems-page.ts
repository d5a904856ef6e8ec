import * as catalogue from '../../src/problems.ts';

/** `docs/reference/problems.md`, from the catalogue. */
export function problemsPage(): string {
  const kinds = Object.values(catalogue).toSorted((a, b) => (a.code < b.code ? -1 : 1));
  const rows = kinds.map(({ code, severity, about }) => `| \`${code}\` | ${severity} | ${about} |`);
  return `# Problems

Everything that the charm can find wrong with a config, by its code. An error blocks the unit and keeps the last good
scripts and databag; a warning is shown in the status of the unit that has it. \`strict=true\` makes every warning an
error. The log has all problems of an event, each with its code and the plugin that found it.

| code | severity | what it means |
| --- | --- | --- |
${rows.join('\n')}
`;
}
