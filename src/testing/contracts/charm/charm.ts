import { Charm } from '../../../core/charm.ts';
import { inProcess } from '../../in-process.ts';
import type { FrontEnd } from '../../run/front-end.ts';
import type { Suite } from '../suite.ts';
import { describeConfigs } from './configs.ts';
import { describeFailures } from './failures.ts';
import { describeLeaving } from './leaving.ts';
import { Life } from './life.ts';
import { describeProcesses } from './processes.ts';
import { describeRelations } from './relations.ts';
import type { CharmTrial, TriedCharm } from './trial.ts';
import { describeUnits } from './units.ts';

export type { CharmTrial, TriedCharm } from './trial.ts';

/** The charm that is judged, and how a rule gets at it. */
export interface Subject {
  readonly trial: CharmTrial;
  /** A test that lives through something. */
  inLife(
    live: (life: Life) => Promise<void>,
    options?: {
      readonly units?: number;
      readonly relations?: number;
      /** Puts something in the place of how the charm is run. */
      readonly around?: (frontEnd: FrontEnd) => FrontEnd;
    },
  ): () => Promise<void>;
}

/**
 * What holds for any charm that is made of plugins: its files, its databags, and whatever may go wrong around it. From
 * source, every rule is tried; as processes, which take their time, those that a build or a kill could break.
 */
export function describeCharm(suite: Suite, tried: TriedCharm, trial: CharmTrial): void {
  const { describe } = suite;
  const { name } = trial.metadata;
  if (!(tried instanceof Charm) && typeof tried !== 'function') {
    describe(`the charm ${name}, as processes`, () => describeProcesses(suite, tried, trial));
    return;
  }
  const frontEnd = () => (tried instanceof Charm ? inProcess(tried) : tried());
  const subject: Subject = {
    trial,
    inLife:
      (live, { around = (real: FrontEnd) => real, ...options } = {}) =>
      async () => {
        await using life = await Life.begin(trial, around(frontEnd()), options);
        await live(life);
      },
  };
  describe(`the charm ${name}, in process`, () => {
    describeConfigs(suite, subject);
    describeRelations(suite, subject);
    describeUnits(suite, subject);
    describeLeaving(suite, subject);
    describeFailures(suite, subject);
  });
}
