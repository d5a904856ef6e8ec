import { run } from './run.ts';

run(() => import('./charm.ts'));
