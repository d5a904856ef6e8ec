/**
 * The catalogue: every problem that the charm can find, one function for each code. The charm itself imports the parts
 * that it needs, so that no event loads what only a configured plugin can find.
 */
export * from './configured-plugins.ts';
export * from './fileset.ts';
export * from './plugin.ts';
export * from './relation-publisher.ts';
export * from './run-scripts.ts';
export * from './validators.ts';
