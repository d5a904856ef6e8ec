import { shortList } from '../../core/problems/kind.ts';
import { quote, visible } from '../../core/problems/quote.ts';
import { countsOf, type Judged, sentence, type Unchecked } from '../judged.ts';

/** For people: a line for each problem, as compilers write it, what was not checked, and a sum. */
export function asText(all: readonly Judged[]): string {
  const lines = all.flatMap(({ file, application, problems, unchecked }) => [
    ...problems.map((problem) => {
      const { line, column } = problem.place;
      const where = `${problem.place.file}:${line}:${column}`;
      return `${where}: ${problem.severity}: ${sentence(problem)} [${problem.code}]`;
    }),
    ...uncheckedLines(unchecked).map((what) => `${file}: not checked: ${what}`),
    ...(application === undefined || problems.length > 0
      ? []
      : [`${file}: ${application}: no problem found`]),
  ]);
  const { errors, warnings } = countsOf(all);
  const sum = `${amount(errors, 'error')}, ${amount(warnings, 'warning')}`;
  return [...lines.map(visible), ...(errors + warnings > 0 ? [sum] : []), ''].join('\n');
}

const reasons = {
  disk: 'what only a disk can tell, of',
  expression: 'what Terraform makes of',
  secret: 'what is in',
} as const satisfies Readonly<Record<Unchecked['reason'], string>>;

const remedies = {
  disk: ' (--disk FOLDER or --this-machine looks)',
  expression: ' (terraform show -json of a plan has it)',
  secret: '',
} as const satisfies Readonly<Record<Unchecked['reason'], string>>;

/** What was not checked, in a line for each reason. */
function uncheckedLines(unchecked: readonly Unchecked[]): string[] {
  return [...Map.groupBy(unchecked, ({ reason }) => reason)].map(([reason, each]) => {
    const values = new Set(each.map(({ option, value }) => quote(value ?? option)));
    return `${reasons[reason]} ${shortList([...values])}${remedies[reason]}`;
  });
}

function amount(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
