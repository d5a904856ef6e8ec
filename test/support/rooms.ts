/** The rooms of `src/core`, each of which imports those before it, and itself. The files of core's own folder are the last. */
export const roomsOfCore = [
  'problems',
  'process',
  'juju',
  'unit/disk',
  'unit/files',
  'spec',
  'hooks',
  'validators',
];
