/** The catalogue: every problem that the charm can find, one function for each code. */
export * from './core/problems/plugin.ts';
export * from './core/problems/validators.ts';
export * from './core/validators/problems.ts';
export * from './plugins/fileset/problems.ts';
export * from './plugins/relation-publisher/problems.ts';
export * from './plugins/run-scripts/problems.ts';
