/** Of everything that could be tried, so much: one in so many, spread evenly. */
const oneIn = Number(process.env['FAULTS_ONE_IN'] ?? '1');

/** Those of the cases that this run tries. The first is always among them. */
export function share<T>(cases: readonly T[]): T[] {
  return cases.filter((_, index) => index % oneIn === 0);
}

/** How many rounds this run makes. */
export function rounds(all: number): number {
  return Math.ceil(all / oneIn);
}
