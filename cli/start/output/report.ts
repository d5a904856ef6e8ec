import { styleText } from 'node:util';
import type { Deployment, LogRecord, Unit } from '../../../src/testing/index.ts';
import { changesBetween, type Picture, scriptsFolder, takePicture } from './picture.ts';
import { paragraph, table } from './table.ts';

const colours = {
  active: 'green',
  waiting: 'yellow',
  maintenance: 'yellow',
  blocked: 'red',
  error: 'red',
  WARNING: 'yellow',
  ERROR: 'red',
  CRITICAL: 'red',
} as const;

const signColours = { '+': 'green', '~': 'yellow', '-': 'red' } as const;

/** So many assumed paths are named; the config has them all. */
const namedPaths = 12;

/** Tells what an operator can see, and of databag, scripts and log what is new since it was last asked. */
export class Report {
  readonly #juju: Deployment;
  readonly #assumed: ReadonlySet<string>;
  /** Every unit that there ever was, by name: what a removed one left behind is to be seen, too. */
  readonly #known = new Map<string, Unit>();
  #last: Picture = { databag: new Map(), scripts: new Map(), log: [] };

  /** @param assumed - the paths of which nobody has said that the machines have them */
  constructor(juju: Deployment, assumed: ReadonlySet<string>) {
    this.#juju = juju;
    this.#assumed = assumed;
  }

  next(): string {
    for (const unit of this.#juju.units) this.#known.set(unit.name, unit);
    const last = this.#last;
    const now = takePicture(this.#juju, [...this.#known.values()]);
    this.#last = now;
    const parts = [
      this.#status(),
      this.#assumption(),
      this.#databag(last, now),
      this.#scripts(last, now),
      this.#unchanged(last, now),
      this.#log(now.log.slice(last.log.length)),
    ];
    return parts.filter((part) => part !== '').join('\n');
  }

  #status(): string {
    const head = ['Unit', 'Workload', 'Agent', 'Machine', 'Message'].map(bold);
    let above = '';
    const rows = this.#juju.units.map(({ name, machine, status: { status, message } }) => {
      const star = name === this.#juju.leader ? '*' : '';
      const isSame = message !== '' && message === above;
      above = message;
      // What an active unit has to say is a warning.
      const shown = painted(status === 'active' ? 'waiting' : status, message);
      return [name + star, painted(status, status), 'idle', machine, isSame ? '(the same)' : shown];
    });
    return table([head, ...rows]);
  }

  #assumption(): string {
    if (this.#assumed.size === 0) return '';
    const paths = [...this.#assumed];
    const more = paths.length - namedPaths;
    const named = paths.slice(0, namedPaths).join(', ') + (more > 0 ? ` and ${more} more` : '');
    return paragraph(`${bold('Assumed to exist:')} ${named}`, '   ');
  }

  #databag(last: Picture, now: Picture): string {
    const rows = changesBetween(last.databag, now.databag);
    if (rows.length === 0) return '';
    const [relation = ''] = this.#juju.relationIds();
    return (
      heading(`Application databag of ${relation}, which the leader writes and bacula-fd reads`) +
      table(rows.map(({ sign, key, value }) => [signed(sign), key, value]))
    );
  }

  #scripts(last: Picture, now: Picture): string {
    const changes = changesBetween(last.scripts, now.scripts);
    if (changes.length === 0) return '';
    // First the units where a file is the same in every byte, then the files that are on the same units.
    const files = groupsBy(changes, ({ sign, value: { unit, ...file } }) => [sign, file]).map(
      ([{ sign, value: file }, ...others]) => {
        const units = [file, ...others.map(({ value }) => value)].map(({ unit }) => unit);
        return { sign, file, units: this.#named(units) };
      },
    );
    const rows = groupsBy(files, ({ sign, file: { mode, owner }, units }) => [
      ...[sign, mode, owner, units],
    ]).map((group) => {
      const [{ sign, file, units }] = group;
      const names = group.map(({ file: { name, bytes } }) => `${name} (${bytes} B)`);
      return [signed(sign), units, file.mode, file.owner.padEnd('root'.length), names.join(', ')];
    });
    return heading(`Script files in ${scriptsFolder(this.#juju)}`) + table(rows);
  }

  #unchanged(last: Picture, now: Picture): string {
    const kept = keptKeys(last.databag, now.databag);
    // Of a unit that is gone, what it left behind is said once.
    const changed = changesBetween(last.scripts, now.scripts).map(({ value }) => value.unit);
    const units = [...now.scripts.values()]
      .map(({ unit }) => unit)
      .filter((unit) => !changed.includes(unit))
      .filter((unit) => this.#juju.units.some(({ name }) => name === unit));
    const isWhole = kept.length === now.databag.size;
    const things = [
      ...(kept.length > 0 ? [isWhole ? 'databag' : 'the other keys'] : []),
      ...(units.length > 0 ? [`script files on ${this.#named(units)}`] : []),
    ];
    if (things.length > 0) {
      const isBlocked = this.#juju.units.some(({ status }) => status.status === 'blocked');
      const why = isBlocked ? ': the last good ones stay until the config is valid' : '';
      return paragraph(`${bold('Unchanged')}  ${things.join(', ')}${why}`, '   ');
    }
    const isEmpty = now.databag.size === 0 && now.scripts.size === 0;
    return isEmpty ? paragraph('Nothing is published, and no script is written.', '   ') : '';
  }

  /**
   * Every record, as it is: what several units say is one row, what one unit says twice is two. Machines run at the same
   * time, so only the order of one unit's records means something: unit by unit, the output is always the same.
   */
  #log(records: readonly LogRecord[]): string {
    const times = new Map<string, number>();
    const inOrder = records.toSorted((one, other) => numberOf(one.unit) - numberOf(other.unit));
    const counted = inOrder.map((record) => {
      const key = JSON.stringify([record.unit, record.level, record.message]);
      const time = (times.get(key) ?? 0) + 1;
      times.set(key, time);
      return { ...record, time };
    });
    const rows = groupsBy(counted, ({ level, message, time }) => [level, message, time]).map(
      (group) => {
        const [{ level, message }] = group;
        return [this.#named(group.map(({ unit }) => unit)), painted(level, level), message];
      },
    );
    return rows.length === 0 ? '' : heading('Log') + table(rows);
  }

  /** `all units`, or their numbers. */
  #named(names: readonly string[]): string {
    const units = new Set(names);
    const present = this.#juju.units;
    const isAll = units.size === present.length && present.every(({ name }) => units.has(name));
    if (isAll && units.size > 1) return 'all units';
    const numbers = [...units].map(numberOf).sort((a, b) => a - b);
    return `${numbers.length === 1 ? 'unit' : 'units'} ${numbers.join(', ')}`;
  }
}

function numberOf(unit: string): number {
  return Number(unit.split('/')[1]);
}

/** The items with the same key, in the order in which the first of them stand. */
function groupsBy<T>(items: readonly T[], keyOf: (item: T) => readonly unknown[]): [T, ...T[]][] {
  const groups = Map.groupBy(items, (item) => JSON.stringify(keyOf(item)));
  return [...groups.values()].flatMap(([first, ...others]): [T, ...T[]][] =>
    first === undefined ? [] : [[first, ...others]],
  );
}

function keptKeys(last: ReadonlyMap<string, unknown>, now: ReadonlyMap<string, unknown>): string[] {
  const changed = new Set(changesBetween(last, now).map(({ key }) => key));
  return [...now.keys()].filter((key) => !changed.has(key));
}

function heading(text: string): string {
  return paragraph(bold(text), '   ');
}

function bold(text: string): string {
  return styleText('bold', text);
}

function signed(sign: keyof typeof signColours): string {
  return styleText(signColours[sign], sign);
}

function painted(status: string, text: string): string {
  if (text === '') return '';
  const isKnown = (word: string): word is keyof typeof colours => Object.hasOwn(colours, word);
  return isKnown(status) ? styleText(colours[status], text) : text;
}
