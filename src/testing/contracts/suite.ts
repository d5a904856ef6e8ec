/** What a contract needs of a test runner. Those of Vitest and `node:test` fit. */
export interface Suite {
  describe(name: string, define: () => void): unknown;
  it(name: string, run: () => void | Promise<void>): unknown;
}
