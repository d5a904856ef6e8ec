import { run } from '../../src/run.ts';

run(() => import('./standard.ts'));
