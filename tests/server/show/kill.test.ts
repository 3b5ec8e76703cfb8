import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createLog } from '../../../server/observe/log.ts';
import { openShowStore } from '../../../server/show/show-store.ts';
import { machineClocks } from '../../../server/time/machine-clocks.ts';
import { sceneIds, twoWallsDocument } from '../../core/show/two-walls.ts';
import { printedSeed, seededRandom } from '../../support/random.ts';
import { repository } from '../../support/running-server.ts';

const root = mkdtempSync(join(tmpdir(), 'cyclorama-kill-'));
const [folder, dataDir] = [join(root, 'show'), join(root, 'data')];
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Runs the changing child, kills it after `lines` accepted changes, and returns all it said. */
function runAndKill(lines: number): Promise<string[]> {
  const program = join(import.meta.dirname, 'changing-child.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', program, folder, dataDir], {
    cwd: repository,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (data: Buffer) => {
    said += data;
    if (said.split('\n').length > lines) child.kill('SIGKILL');
  });
  return new Promise((resolve) =>
    child.once('close', () => resolve(said.split('\n').slice(0, -1))),
  );
}

describe('a server that is killed', () => {
  it('has lost no change that it acknowledged, and its time goes on in a new epoch', async () => {
    mkdirSync(folder);
    writeFileSync(join(folder, 'show.json'), JSON.stringify(twoWallsDocument()));
    const random = seededRandom(printedSeed('kills'));
    let [lastEpoch, lastMs] = [0, 0];
    for (let round = 0; round < 4; round++) {
      const said = await runAndKill(1 + Math.floor(random() * 1500));
      const [revision = 0, age, epoch = 0, showTimeMs = 0] = (said.at(-1) ?? '')
        .split(' ')
        .map(Number);
      expect(epoch).toBeGreaterThan(lastEpoch);
      expect(showTimeMs).toBeGreaterThan(lastMs);
      const log = createLog('silent', true);
      const clocks = machineClocks();
      const store = await openShowStore({ folder, dataDir, clocks, sceneIds, log });
      expect(store?.engine.revision).toBeGreaterThanOrEqual(revision);
      if (store?.engine.revision === revision) {
        expect(store.engine.state.show.cameras[0]?.trackingAgeMs).toBe(age);
      }
      expect(store?.engine.nowMs()).toBeGreaterThanOrEqual(showTimeMs);
      [lastEpoch, lastMs] = [epoch, showTimeMs];
      await store?.heartbeat({});
      await store?.close();
    }
  });
});
