import { open } from 'node:fs/promises';
import { checkGlb } from './check-glb.ts';
import { checkLayers } from './check-layers.ts';

// The process that `check-aside.ts` starts: checks the one file it is given, answers and ends.
const [path = '', kind = 'glb'] = process.argv.slice(2);
if (kind === 'layers') {
  const checked = await checkLayers(path);
  process.send?.(checked.ok ? { layers: checked.value } : { problem: checked.fault[0] });
} else {
  const file = await open(path, 'r');
  process.send?.({ problem: await checkGlb(file) });
  await file.close();
}
process.disconnect();
