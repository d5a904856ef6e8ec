/** The relation that a hook is about, as its environment tells it. */
interface EventRelation {
  /** The number in `<endpoint>:<number>`. */
  readonly number: number;
  readonly endpoint: string;
  /** The application at the other end; this one's own in a peer relation. */
  readonly application: string;
  /** Absent where the whole application is meant, as in created and broken. */
  readonly unit?: string;
  /** In departed only: the unit that goes. */
  readonly departing?: string;
}

/** What Juju starts the charm for. */
export type HookEvent =
  | { readonly kind: 'hook'; readonly name: string }
  | { readonly kind: 'relation'; readonly name: string; readonly relation: EventRelation }
  /** `secret` is the URI. */
  | { readonly kind: 'secret'; readonly name: 'secret-changed'; readonly secret: string }
  | { readonly kind: 'action'; readonly name: string; readonly task: ActionTask };

/** One run of an action, filled in by the action's hook tools. */
export interface ActionTask {
  readonly id: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly results: Record<string, unknown>;
  readonly log: string[];
  failure: string | undefined;
}

export function hook(name: string): HookEvent {
  return { kind: 'hook', name };
}

export function isRelationEvent(
  event: HookEvent,
  change: string,
): event is Extract<HookEvent, { kind: 'relation' }> {
  return event.kind === 'relation' && event.name.endsWith(`-relation-${change}`);
}
