import { styleText } from 'node:util';
import type { Deployment, LogRecord, Unit } from '../../src/testing/index.ts';
import { changesBetween, type Picture, scriptsFolder, takePicture } from './picture.ts';
import { paragraph, table } from './table.ts';

const colours = {
  active: 'green',
  waiting: 'yellow',
  maintenance: 'yellow',
  blocked: 'red',
  error: 'red',
} as const;

const signColours = { '+': 'green', '~': 'yellow', '-': 'red' } as const;

/** Tells what an operator can see, and of databag, scripts and log what is new since it was last asked. */
export class Report {
  readonly #juju: Deployment;
  /** Every unit that there ever was, by name: what a removed one left behind is to be seen, too. */
  readonly #known = new Map<string, Unit>();
  readonly #said = new Set<string>();
  #last: Picture = { databag: new Map(), scripts: new Map(), log: [] };

  constructor(juju: Deployment) {
    this.#juju = juju;
  }

  next(): string {
    for (const unit of this.#juju.units) this.#known.set(unit.name, unit);
    const last = this.#last;
    const now = takePicture(this.#juju, [...this.#known.values()]);
    this.#last = now;
    const parts = [
      this.#status(),
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

  #log(records: readonly LogRecord[]): string {
    const shown = records.filter(({ level }) => level !== 'DEBUG');
    const rows = groupsBy(shown, ({ level, message }) => [level, message]).flatMap((group) => {
      const [{ level, message }] = group;
      if (this.#said.has(message)) return [];
      const paint = level === 'INFO' ? level : styleText('yellow', level);
      return [[this.#named(group.map(({ unit }) => unit)), paint, message]];
    });
    const repeated = shown.filter(({ message }) => this.#said.has(message));
    for (const { message } of shown) this.#said.add(message);
    if (repeated.length > 0) {
      const units = this.#named(repeated.map(({ unit }) => unit));
      rows.push([units, '', 'the same as in an earlier step']);
    }
    return rows.length === 0 ? '' : heading('Log') + table(rows);
  }

  /** `all units`, or their numbers. */
  #named(names: readonly string[]): string {
    const units = new Set(names);
    const present = this.#juju.units;
    const isAll = units.size === present.length && present.every(({ name }) => units.has(name));
    if (isAll && units.size > 1) return 'all units';
    const numbers = [...units].map((name) => Number(name.split('/')[1])).sort((a, b) => a - b);
    return `${numbers.length === 1 ? 'unit' : 'units'} ${numbers.join(', ')}`;
  }
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
