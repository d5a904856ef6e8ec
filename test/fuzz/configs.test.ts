import fc from 'fast-check';
import { attempt, config } from './harness/attempts.ts';
import { fuzz } from './harness/target.ts';

fuzz('configs', attempt(fc.record({ config })));
