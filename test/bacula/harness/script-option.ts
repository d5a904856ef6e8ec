import type { scriptOptions } from '../../../src/core/spec/spec.ts';

/** The name of one of the four script options. */
export type ScriptOption = (typeof scriptOptions)[number];
