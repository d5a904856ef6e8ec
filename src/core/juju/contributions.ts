import { ContributionMark } from '../unit/contribution-mark.ts';
import { peerEndpoint, type Unit } from './event.ts';
import type { HookTools } from './hook-tools.ts';

/** What Juju itself writes into a unit's databag. */
const jujuKeys = new Set(['private-address', 'ingress-address', 'egress-subnets']);

/**
 * What plugins on one unit tell the leader: a text under the plugin's name, in the unit's own databag of the peer
 * relation. Juju is asked only for what a plugin asks for. Before Juju has created the relation, nobody contributes.
 */
export class Contributions {
  /** This unit's name. */
  readonly unit: string;
  readonly #tools: HookTools;
  readonly #mark: ContributionMark;
  #relation: { readonly id: string | undefined } | undefined;

  constructor(tools: HookTools, unit: Unit, root: string) {
    this.#tools = tools;
    this.unit = unit.name;
    this.#mark = new ContributionMark(root, unit);
  }

  /** What the other units contribute under the plugin's name, by unit; undefined unless this unit is the leader. */
  collect(plugin: string): ReadonlyMap<string, string> | undefined {
    if (!this.#tools.isLeader()) return undefined;
    const id = this.#relationId();
    if (id === undefined) return new Map();
    const read = (unit: string) => this.#tools.relationGet(id, unit)[plugin] ?? '';
    return new Map(this.#tools.relationList(id).map((unit) => [unit, read(unit)]));
  }

  /** Makes this unit's contribution under the plugin's name equal to `text`; an empty one takes it back. */
  contribute(plugin: string, text: string): void {
    if (text === '' && !this.#mark.isSet) return;
    const id = this.#relationId();
    if (id === undefined) return;
    const databag = this.#tools.relationGet(id, this.unit);
    if ((databag[plugin] ?? '') !== text) {
      // The mark comes first and goes last: Juju commits the databag only after this hook, if at all.
      this.#mark.set();
      this.#tools.relationSet(id, 'unit', { [plugin]: text });
    } else if (text !== '') {
      this.#mark.set();
    } else if (Object.keys(databag).every((key) => jujuKeys.has(key))) {
      this.#mark.remove();
    }
  }

  #relationId(): string | undefined {
    this.#relation ??= { id: this.#tools.relationIds(peerEndpoint)[0] };
    return this.#relation.id;
  }
}
