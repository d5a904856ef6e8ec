import { describePoints } from './harness/points.ts';

describePoints('the compiled executable');
