import type { Charm } from './charm.ts';
import type { Host } from './host.ts';
import { readEvent } from './juju/event.ts';
import { CharmError, reasonOf } from './problems/charm-error.ts';
import { outgoing } from './problems/quote.ts';
import { reconcile } from './reconcile.ts';

/** Makes the charm: an event that it does not observe ends before its plugins are loaded. */
export type LoadCharm = () => Promise<{ readonly charm: Charm }>;

/** Handles one event. Returns the exit code of the process: 1 makes Juju discard the changes and retry the hook. */
export async function dispatch(load: LoadCharm, given: Host): Promise<0 | 1> {
  // Whatever says something there, it is one visible line.
  const host: Host = { ...given, warn: (line) => given.warn(outgoing(line)) };
  try {
    const event = readEvent(host.environment);
    if (event.kind === 'unobserved') return 0;
    const { charm } = await load();
    if (event.kind === 'remove') {
      const { leave } = await import('./leave.ts');
      await leave(charm, host, event.unit);
    } else if (event.kind === 'action') {
      const { act } = await import('./act.ts');
      await act(charm, host, event.name, event.unit);
    } else {
      await reconcile(charm, host, event);
    }
    return 0;
  } catch (error) {
    host.warn(failureLine(error));
    return 1;
  }
}

function failureLine(error: unknown): string {
  const reason = reasonOf(error);
  const what = error instanceof CharmError ? reason : `unexpected failure: ${reason}`;
  return `${what}; Juju discards what this hook changed in relations and runs it again`;
}
