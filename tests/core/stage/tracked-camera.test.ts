import { expect, it } from 'vitest';
import { trackedCamera } from '../../../core/stage/tracked-camera.ts';
import type { CameraStatus } from '../../../core/tracking/camera-status.ts';
import { createFramePacket } from '../../../core/wire/frame-packet.ts';

function frameOf(statuses: readonly CameraStatus[]) {
  const packet = createFramePacket();
  packet.cameraCount = statuses.length;
  statuses.forEach((status, i) => {
    const camera = packet.cameras[i];
    if (camera) camera.status = status;
  });
  return packet;
}

it('looks through the first camera that is heard, and through none where none is', () => {
  expect(trackedCamera(frameOf(['ok', 'ok']))).toBe(0);
  expect(trackedCamera(frameOf(['lost', 'hold', 'ok']))).toBe(1);
  expect(trackedCamera(frameOf(['lost']))).toBe(-1);
  expect(trackedCamera(frameOf([]))).toBe(-1);
});
