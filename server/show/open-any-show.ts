import { type Config, demoShowFolder } from '../config.ts';
import type { Log } from '../observe/log.ts';
import { StartError } from '../start-error.ts';
import { machineClocks } from '../time/machine-clocks.ts';
import { copyDemoWhenMissing, restoreDemo } from './demo-show.ts';
import { lockFolder } from './folder-lock.ts';
import { sceneIds } from './scene-ids.ts';
import { openShowStore, type ShowStore, stateFolder } from './show-store.ts';

/** Opens the show that was asked for, or else the demo: a server without any show helps nobody. Throws `StartError`. */
export async function openAnyShow(
  config: Config,
  log: Log,
): Promise<{ store: ShowStore; unlock: () => void }> {
  const { dataDir } = config;
  const demo = demoShowFolder(dataDir);
  await copyDemoWhenMissing(demo);
  const folder = config.show ?? demo;
  const options = { dataDir, clocks: machineClocks(), sceneIds, log };
  const unlock = await lock(stateFolder(dataDir, folder));
  const store = await openShowStore({ ...options, folder });
  if (store) return { store, unlock };
  unlock();
  if (folder === demo) await restoreDemo(demo);
  log.error(`THE DEMO SHOW IS SERVED INSTEAD of ${folder}.`);
  const unlockDemo = await lock(stateFolder(dataDir, demo));
  const demoStore = await openShowStore({ ...options, folder: demo });
  if (!demoStore) throw new StartError(`Neither ${folder} nor the demo show can be opened.`);
  return { store: demoStore, unlock: unlockDemo };
}

async function lock(folder: string): Promise<() => void> {
  const unlock = await lockFolder(folder);
  if (unlock) return unlock;
  throw new StartError(
    'Another server already runs this show. Stop it, or use another --show or --data-dir.',
  );
}
