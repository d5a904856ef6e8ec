import type { AsyncSeriesBailHook, AsyncSeriesHook } from 'tapable';

/** A hook of tapable's as the charm has them. */
export type Hook<Context, Result> =
  | AsyncSeriesHook<[Context]>
  | AsyncSeriesBailHook<[Context], Result>;

/** What `hook.intercept` takes. */
export type Interceptor = Parameters<AsyncSeriesHook<[object]>['intercept']>[0];

/** A tapped function, with how it was tapped. */
export type Tap = Parameters<NonNullable<Interceptor['register']>>[0];

/** What a hook's taps may do, and who taps it now. */
export interface TapRules {
  /** The plugin whose `apply` runs; undefined when none does. */
  applying(): string | undefined;
  /** Whether a tap returns something: then there is one, as the results of a second would be lost. */
  readonly returns: boolean;
}
