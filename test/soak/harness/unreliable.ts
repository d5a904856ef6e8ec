import assert from 'node:assert/strict';
import {
  Deployment,
  type Exit,
  type Fault,
  type FrontEnd,
  faultKinds,
  type HookRun,
  inProcess,
} from '../../../src/testing/index.ts';
import { charm, metadata } from '../../support/standard.ts';
import { scale } from './scale.ts';

/** An application whose hook tools fail now and then, in the same places for the same seed. */
export class Unreliable implements AsyncDisposable {
  readonly deployment: Deployment;
  events = 0;
  isReliable = false;
  readonly #faults: Fault[] = [];
  readonly #random: () => number;

  constructor(seed: number) {
    this.#random = randomFrom(seed);
    const real = inProcess(charm);
    const frontEnd: FrontEnd = { ...real, run: (hook) => this.#run(real, hook) };
    this.deployment = new Deployment({ metadata, frontEnd });
    this.deployment.faults = this.#faults;
  }

  async #run(real: FrontEnd, hook: HookRun): Promise<Exit> {
    this.events++;
    const fault = this.#nextFault();
    this.#faults.splice(0, Number.POSITIVE_INFINITY, ...(fault === undefined ? [] : [fault]));
    const exit = await real.run(hook);
    const wasHit = fault !== undefined && hook.tools.made.length >= Number(fault.on) - 1;
    assertClear(hook, exit, wasHit);
    this.#faults.length = 0;
    return exit;
  }

  /** The first call of a hook that fails, where each fails as often as the scale says. */
  #nextFault(): Fault | undefined {
    if (this.isReliable) return undefined;
    for (let on = 1; on <= 20; on++) {
      if (this.#random() * 100 >= scale.faults) continue;
      const as = faultKinds[Math.floor(this.#random() * faultKinds.length)];
      return as === undefined ? undefined : { on, as };
    }
    return undefined;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.deployment.close();
  }
}

/** A hook fails for a tool that failed alone, and says so in one line. */
function assertClear({ event, unit }: HookRun, { code, stderr }: Exit, wasHit: boolean): void {
  assert.doesNotMatch(stderr, /unexpected failure/, `${event} on ${unit}`);
  if (code === 0) return;
  assert.ok(wasHit, `${event} on ${unit} failed: ${stderr}`);
  assert.equal(code, 1);
  assert.match(stderr, /^[^\n]+\n$/, `${event} on ${unit} failed in other than one line`);
}

/** Mulberry32: small, and the same on every machine. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
