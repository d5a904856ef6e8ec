import { syncBuiltinESMExports } from 'node:module';
import os from 'node:os';

/** Runs something as if so many hours had gone by, in another process and on another machine. */
export async function elsewhere<T>(hours: number, run: () => T | Promise<T>): Promise<T> {
  const comeBack = goElsewhere(hours);
  try {
    return await run();
  } finally {
    comeBack();
  }
}

/**
 * Makes this process one that runs so many hours later, on another machine, until the returned function is called.
 *
 * @public
 */
export function goElsewhere(hours: number): () => void {
  const here = { Date, pid: process.pid, ppid: process.ppid, hostname: os.hostname };
  globalThis.Date = clockThatIsOff(hours * 60 * 60 * 1000);
  os.hostname = () => `machine-${hours}`;
  setProcess('pid', here.pid + hours);
  setProcess('ppid', here.ppid + hours);
  syncBuiltinESMExports();
  return () => {
    globalThis.Date = here.Date;
    os.hostname = here.hostname;
    setProcess('pid', here.pid);
    setProcess('ppid', here.ppid);
    syncBuiltinESMExports();
  };
}

function clockThatIsOff(milliseconds: number): DateConstructor {
  const real = Date;
  const now = () => real.now() + milliseconds;
  return new Proxy(real, {
    construct(clock, args: unknown[], made) {
      const built: object = Reflect.construct(clock, args.length === 0 ? [now()] : args, made);
      return built;
    },
    apply: (clock) => new clock(now()).toString(),
    get(clock, key) {
      const value: unknown = key === 'now' ? now : Reflect.get(clock, key);
      return value;
    },
  });
}

function setProcess(key: 'pid' | 'ppid', value: number): void {
  Object.defineProperty(process, key, { value, configurable: true, enumerable: true });
}
