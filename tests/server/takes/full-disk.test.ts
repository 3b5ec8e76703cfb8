import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { logFile } from '../../../server/takes/take-files.ts';
import { engineOnMachineClock, recordingIn } from './recording.ts';

const folder = mkdtempSync(join(tmpdir(), 'cyclorama-full-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a disk without room', () => {
  it('stops the take loudly, the show goes on, and the next take rolls once there is room', async (context) => {
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder], { stdio: 'ignore' });
    } catch {
      context.skip('there is no right to mount a small disk');
    }
    try {
      const { takes, engine, give, step } = recordingIn(folder, engineOnMachineClock());
      await takes.open();
      await give({ type: 'take.roll' });
      await expect
        .poll(
          () => {
            for (let i = 0; i < 200; i++) step();
            return engine.state.rolling;
          },
          { timeout: 20_000 },
        )
        .toBe(false);
      expect(takes.status().alarm).toMatch(/1-A-t01.*HAS STOPPED: the disk is full/);
      await expect.poll(() => takes.store.get('1-A-t01')?.state).toBe('disk-full');
      expect(engine.apply({ type: 'environment.preview', id: 'grid' }).ok).toBe(true);
      step();
      rmSync(logFile(folder, '1-A-t01', 1));
      expect(await give({ type: 'take.roll' })).toMatchObject({ ok: true });
      expect(takes.status().alarm ?? '').not.toContain('STOPPED');
      await takes.stop();
    } finally {
      execFileSync('umount', ['-l', folder]);
    }
  });
});
