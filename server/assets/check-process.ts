import { open } from 'node:fs/promises';
import { checkGlb } from './check-glb.ts';

// The process that `check-aside.ts` starts: checks the one file it is given, answers and ends.
const file = await open(process.argv[2] ?? '', 'r');
process.send?.({ problem: await checkGlb(file) });
await file.close();
process.disconnect();
