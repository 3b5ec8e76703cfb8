import { judgeModel } from './judge-model.ts';

// The process that `judge-aside.ts` starts: judges the one model it is given, answers and ends.
process.send?.(await judgeModel(process.argv[2] ?? ''));
process.disconnect();
