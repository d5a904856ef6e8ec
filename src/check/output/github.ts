import { type Judged, sentence } from '../judged.ts';

/**
 * Annotations of a pull request, as GitHub's runner reads them from a step's output.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export function asGithub(all: readonly Judged[]): string {
  const problems = all.flatMap((judged) => judged.problems);
  return problems
    .map((problem) => {
      const { file, line, column } = problem.place;
      const properties = { file, line, col: column, title: problem.code };
      const listed = Object.entries(properties).map(([name, value]) => {
        return `${name}=${escaped(String(value)).replaceAll(':', '%3A').replaceAll(',', '%2C')}`;
      });
      return `::${problem.severity} ${listed.join(',')}::${escaped(sentence(problem))}\n`;
    })
    .join('');
}

function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
