import { createLog } from '../../../server/observe/log.ts';
import { openShowStore } from '../../../server/show/show-store.ts';
import { machineClocks } from '../../../server/time/machine-clocks.ts';
import { sceneIds } from '../../core/show/two-walls.ts';

// Changes a show as fast as it can and says each revision once it was accepted, until it is killed.
const [folder = '', dataDir = ''] = process.argv.slice(2);
const log = createLog('silent', true);
const store = await openShowStore({ folder, dataDir, clocks: machineClocks(), sceneIds, log });
if (!store) throw new Error('There is no show.');
const { engine } = store;
let age = engine.state.show.cameras[0]?.trackingAgeMs ?? 0;
const change = () => {
  for (let i = 0; i < 50; i++) {
    age = (age + 1) % 1000;
    engine.apply({ type: 'camera.set', id: 'A', trackingAgeMs: age });
    process.stdout.write(`${engine.revision} ${age} ${engine.epoch} ${engine.nowMs()}\n`);
  }
  void store.heartbeat({});
  setImmediate(change);
};
change();
