/** The timers that were started since, and are open. */
interface OpenTimers {
  readonly count: number;
  /** Ends the watch. */
  restore(): void;
}

/** Runs something, and returns how many of the timers that it has started are open when it is over. */
export async function openTimers(run: () => unknown): Promise<number> {
  const timers = watchTimers();
  try {
    await run();
    return timers.count;
  } finally {
    timers.restore();
  }
}

/**
 * Watches the timers from now on.
 *
 * @public
 */
export function watchTimers(): OpenTimers {
  const { setTimeout, setInterval, setImmediate, clearTimeout, clearInterval, clearImmediate } =
    globalThis;
  const open = new Set<unknown>();
  globalThis.setTimeout = noting(setTimeout, open, true);
  globalThis.setImmediate = noting(setImmediate, open, true);
  globalThis.setInterval = noting(setInterval, open, false);
  globalThis.clearTimeout = forgetting(clearTimeout, open);
  globalThis.clearInterval = forgetting(clearInterval, open);
  globalThis.clearImmediate = forgetting(clearImmediate, open);
  return {
    get count() {
      return open.size;
    },
    restore() {
      Object.assign(globalThis, { setTimeout, setInterval, setImmediate });
      Object.assign(globalThis, { clearTimeout, clearInterval, clearImmediate });
    },
  };
}

function noting<Start extends object>(start: Start, open: Set<unknown>, isOnce: boolean): Start {
  return new Proxy(start, {
    apply(target, self, [callback, ...rest]: [() => unknown]) {
      const fire = (...given: []) => {
        if (isOnce) open.delete(timer);
        callback(...given);
      };
      const timer: unknown = Reflect.apply(Object(target), self, [fire, ...rest]);
      open.add(timer);
      return timer;
    },
  });
}

function forgetting<Clear extends object>(clear: Clear, open: Set<unknown>): Clear {
  return new Proxy(clear, {
    apply(target, self, [timer]: [unknown]) {
      open.delete(timer);
      Reflect.apply(Object(target), self, [timer]);
    },
  });
}
