import { describePoints } from './harness/points.ts';

describePoints('Node');
