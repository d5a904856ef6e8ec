import type { KindInfo } from '../../core/problems/kind.ts';
import { visibleJson } from '../../core/problems/quote.ts';
import { type Judged, sentence } from '../judged.ts';

/**
 * SARIF 2.1.0, as code scanning and editors read it. What was not checked is a notification of the run.
 *
 * @param kinds - what the charm's plugins report: the rules
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function asSarif(all: readonly Judged[], kinds: readonly KindInfo[]): string {
  const problems = all.flatMap((judged) => judged.problems);
  const codes = [...new Set(problems.map(({ code }) => code))];
  const rules = codes.map((code) => {
    const known = kinds.find((kind) => kind.code === code);
    return {
      id: code,
      ...(known === undefined
        ? {}
        : {
            fullDescription: { text: known.about },
            help: { text: known.fix },
          }),
    };
  });
  const results = problems.map((problem) => ({
    ruleId: problem.code,
    ruleIndex: codes.indexOf(problem.code),
    level: problem.severity,
    message: { text: sentence(problem) },
    locations: [locationOf(problem.place)],
  }));
  const notifications = all.flatMap(({ unchecked }) =>
    unchecked.map(({ option, value = option, reason, place }) => ({
      level: 'note',
      message: { text: `${option}: ${value} was not checked: ${whys[reason]}` },
      locations: [locationOf(place)],
    })),
  );
  return `${visibleJson({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'backup-integrator', rules } },
        invocations: [{ executionSuccessful: true, toolExecutionNotifications: notifications }],
        columnKind: 'utf16CodeUnits',
        results,
      },
    ],
  })}\n`;
}

const whys = {
  disk: 'no disk was looked at',
  expression: 'it is an expression of Terraform',
  secret: 'what a secret holds is known on a unit only',
} as const;

function locationOf({ file, line, column }: Judged['unchecked'][number]['place']) {
  return {
    physicalLocation: {
      // A path, with what a URI can't have written out.
      artifactLocation: { uri: file.split('/').map(encodeURIComponent).join('/') },
      region: { startLine: line, startColumn: column },
    },
  };
}
