import type { FrameSubjects } from '../wire/frame-packet.ts';

/** Index of the first camera of a frame that is heard, in the order of the show; −1 when none is. */
export function trackedCamera({ cameras, cameraCount }: FrameSubjects): number {
  for (let i = 0; i < cameraCount; i++) {
    if (cameras[i] && cameras[i]?.status !== 'lost') return i;
  }
  return -1;
}
