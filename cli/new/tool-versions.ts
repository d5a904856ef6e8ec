/** The tools of a fork, in the versions that this project is tested with. */
export const toolVersions = {
  '@types/node': '24.19.2',
  typescript: '7.0.2',
  vitest: '5.1.1',
  yaml: '2.9.1',
} as const;
