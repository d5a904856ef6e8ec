export const oneInVariable = 'FUZZ_ONE_IN';
export const seedVariable = 'FUZZ_SEED';

/** The seed of this run, as run.ts has printed it. */
export const seed = Number(process.env[seedVariable] ?? '0');

/** How many of so many inputs this run tries. */
export function share(all: number): number {
  return Math.ceil(all / Number(process.env[oneInVariable] ?? '1'));
}
